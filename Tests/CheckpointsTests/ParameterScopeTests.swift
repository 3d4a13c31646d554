import Files
import Tensors
import Testing

@testable import Checkpoints

@Suite struct ParameterScopeTests {
  let store = TensorDictionary(
    [
      "vae.encoder.0.weight": Tensor([2, 3]), "vae.encoder.0.bias": Tensor([2]),
      "vae.encoder.1.num_batches_tracked": Tensor([]), "vae.encoder.1.weight": Tensor([2], [1, .infinity]),
      "other.weight": Tensor([1]),
    ], path: "w.safetensors")

  @Test func namesJoinWithDotsAndANamelessBlockAddsNothing() throws {
    let scope = ParameterScope(CheckpointParameters(store))
    #expect(scope.name == "")
    #expect(scope("a")("")("0").fullName("weight") == "a.0.weight")
    #expect(scope("encoder.0").name == "encoder.0")
    #expect(try scope("vae")("encoder")("0").tensor("weight", shape: [2, 3]).shape == [2, 3])
    #expect(scope("vae")("encoder")("0").has("bias") && !scope("vae").has("bias"))
  }

  @Test func whatNobodyAskedForIsNamed() throws {
    let parameters = CheckpointParameters(store, prefix: "vae.")
    let scope = ParameterScope(parameters)("encoder")
    _ = try scope("0").tensor("weight", shape: [2, 3])
    #expect(parameters.unused == ["vae.encoder.0.bias", "vae.encoder.1.weight"])
    #expect(throws: CheckpointError("w.safetensors", .unused(parameters.unused))) { try parameters.checkAllUsed() }
    #expect(CheckpointParameters(store).unused.contains("other.weight"))
  }

  @Test func theShapeMustBeTheWantedOne() {
    let scope = ParameterScope(CheckpointParameters(store, prefix: "vae."))
    let expected = CheckpointError(
      "w.safetensors", .shape(tensor: "vae.encoder.0.weight", expected: [3, 2], found: [2, 3]))
    #expect(throws: expected) { try scope("encoder")("0").tensor("weight", shape: [3, 2]) }
    #expect(
      expected.description
        == "w.safetensors: \"vae.encoder.0.weight\" has the shape [2, 3], but the model needs [3, 2]")
  }

  @Test func aMissingOneSuggestsTheNearest() {
    let scope = ParameterScope(CheckpointParameters(store, prefix: "vae."))
    #expect(
      throws: CheckpointError(
        "w.safetensors", .missing(tensor: "vae.encoder.0.weigth", nearest: "vae.encoder.0.weight"))
    ) { try scope("encoder")("0").tensor("weigth", shape: [1]) }
  }

  @Test func aParameterThatIsNotFiniteIsRefused() {
    let scope = ParameterScope(CheckpointParameters(store))
    #expect(throws: CheckpointError("w.safetensors", .notFinite(tensor: "vae.encoder.1.weight", index: 1))) {
      try scope("vae.encoder.1").tensor("weight", shape: [2])
    }
  }
}
