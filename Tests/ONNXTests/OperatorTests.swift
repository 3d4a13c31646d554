import Files
import Kernels
import Tensors
import Testing

@testable import ONNX

/// Every operator that is read gives the numbers of ONNX Runtime.
@Suite struct OperatorTests {
  @Test(arguments: try OperatorCases.all.get())
  func operatorGivesTheNumbersOfONNXRuntime(_ example: OperatorCase) throws {
    let network = try withFolder { folder in
      try write(example.model, to: folder / "model.onnx")
      var translation = try Translation(try ONNXFile(folder / "model.onnx"), from: "x", shape: example.shape)
      try translation.translate(example.outputs.map(\.name))
      return try TranslatedNetwork(translation, outputs: example.outputs.map(\.name))
    }
    let shape = example.shape.first == 1 ? Array(example.shape.dropFirst()) : example.shape
    let layers = try LayerNetwork(network, input: Shape(shape))
    for kernels in [PortableKernels(), StandardKernels.make()] as [any Kernels] {
      let results = try layers.run([example.input.floats], kernels)[0]
      for (result, expected) in zip(results, example.outputs) {
        let difference = difference(result, expected.values.floats)
        #expect(difference <= 1e-5, "\(kernels.name): \(expected.name) of\n\(layers.text)")
      }
    }
  }

  @Test func everyOperatorThatIsReadHasAnExample() throws {
    let nodes = try OperatorCases.all.get().flatMap { example in
      try withFolder { folder in
        try write(example.model, to: folder / "model.onnx")
        return try ONNXFile(folder / "model.onnx").graph.nodes.map(\.operation)
      }
    }
    let missing = Set(Operators.all.keys).subtracting(nodes).subtracting([
      "Constant", "Upsample", "Swish", "CastLike", "Size", "Or", "Equal",
    ])
    #expect(missing.isEmpty)
  }
}
