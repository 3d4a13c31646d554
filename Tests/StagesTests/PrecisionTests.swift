import Autoencoders
import Checkpoints
import Dataflow
import Files
import Tensors
import Testing
import ToyModel

@testable import Stages

@Suite("Latents in fewer bytes")
struct PrecisionTests {
  private func items(_ count: Int) -> [Item<any StreamValue>] {
    (0..<count).map { number in
      let tensor = RandomSource(seed: 1, stage: "array", item: "\(number)").normals([4]).map { $0 * Float(number) }
      return Item(id: ItemID(key: "\(number).png"), position: number, value: Latent(tensor))
    }
  }

  private func latents(_ path: Path, _ model: Autoencoder) throws -> [Tensor] {
    let reader = try ArrayReader<Latent>(path, model)
    return try reader.entries.indices.map { try reader.value(at: $0).tensor }
  }

  @Test("come back within half a step of their item's scale", arguments: [Save.Precision.float16, .int8])
  func roundTrip(_ precision: Save.Precision) throws {
    let here = try Surroundings()
    let path = here.folder.path / "z.safetensors"
    try ArrayFile(items: items(4), path: path, existing: .error, model: here.model, precision: precision).write(
      as: .safetensors, isCollection: true)
    for (item, found) in try zip(items(4), latents(path, here.model)) {
      let exact = try #require(item.value as? Latent).tensor.elements
      let most = exact.reduce(0) { max($0, abs($1)) }
      let step = precision == .int8 ? most / 127 : most / 1024
      #expect(zip(exact, found.elements).allSatisfy { abs($0 - $1) <= step / 2 * 1.001 }, "\(exact) \(found.elements)")
    }
  }

  @Test("of an item do not depend on the others")
  func alone() throws {
    let many = Quantised(Tensor(stacking: [Tensor([2], [1, -3]), Tensor([2], [100, 7])]))
    let one = Quantised(Tensor(stacking: [Tensor([2], [1, -3])]))
    #expect(many.tensor.item(at: 0) == one.tensor.item(at: 0))
    #expect(one.numbers.elements == [42, -127])
    #expect(Quantised(Tensor([1, 3])).tensor == Tensor([1, 3]))
  }

  @Test("without their scales are refused by name")
  func noScale() throws {
    let here = try Surroundings()
    let path = here.folder.path / "z.safetensors"
    try SafeTensors.write([:], integers: ["latents": Tensor([2, 4])], to: path, existing: .error)
    #expect { try ArrayReader<Latent>(path, here.model) } throws: {
      "\($0)" == "\(path) has \"latents\" as int8 without a \"latents.scale\" for each item; save it again"
    }
  }

  @Test("are for .safetensors only", arguments: ["{stem}.npy", "{stem}.png", "-"])
  func elsewhere(_ name: String) throws {
    let here = try Surroundings()
    var save = Save(to: name, precision: .int8)
    #expect { try save.prepare(here.environment) } throws: {
      "\($0)" == "\"precision: int8\" is for arrays in a .safetensors file, not for \"\(name)\""
    }
  }
}
