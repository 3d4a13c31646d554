import Autoencoders
import Dataflow
import Files
import Images
import Tensors
import Testing
import ToyModel

@testable import Stages

@Suite("Arrays on disk")
struct ArrayFileTests {
  private func items(_ count: Int) -> [Item<any StreamValue>] {
    (0..<count).map { number in
      let id = ItemID(key: "f/\(number).png", coordinates: number == 1 ? [Coordinate("draw", 2)] : [])
      let tensor = RandomSource(seed: 1, stage: "array", item: id.key).normals([4])
      return Item(id: id, position: number, value: Latent(tensor))
    }
  }

  private func read<Value: ReadableArrayValue>(_ path: Path, _ model: Autoencoder?, as: Value.Type) throws -> [(
    String, Value
  )] {
    let reader = try ArrayReader<Value>(path, model)
    return try reader.entries.enumerated().map { ($1.key, try reader.value(at: $0)) }
  }

  @Test("Latents come back with their keys and the same bits")
  func safetensors() throws {
    let here = try Surroundings()
    let path = here.folder.path / "z.safetensors"
    try ArrayFile(items: items(3), path: path, existing: .error, model: here.model).write(
      as: .safetensors, isCollection: true)
    let found = try read(path, here.model, as: Latent.self)
    #expect(found.map(\.0) == ["f/0.png", "f/1_draw=2.png", "f/2.png"])
    #expect(found.map(\.1) == items(3).compactMap { $0.value as? Latent })
  }

  @Test("An .npy file has the numbers without the keys", arguments: [1, 3])
  func npy(_ count: Int) throws {
    let here = try Surroundings()
    let path = here.folder.path / "z.npy"
    try ArrayFile(items: items(count), path: path, existing: .error, model: here.model).write(
      as: .npy, isCollection: count > 1)
    let found = try read(path, here.model, as: Latent.self)
    #expect(found.map(\.0) == (count == 1 ? ["z"] : ["z/0001", "z/0002", "z/0003"]))
    #expect(found.map(\.1) == items(count).compactMap { $0.value as? Latent })
  }

  @Test("A posterior keeps both its parts", arguments: [SaveFormat.npy, .safetensors])
  func posterior(_ format: SaveFormat) throws {
    let here = try Surroundings()
    let path = here.folder.path / "q.\(format.rawValue)"
    let posteriors = (0..<2).map { number in
      DiagonalGaussian(mean: Tensor([4], repeating: Float(number)), logVariance: Tensor([4], repeating: -Float(number)))
    }
    let items = posteriors.enumerated().map {
      Item<any StreamValue>(id: ItemID(key: "\($0)"), position: $0, value: $1)
    }
    try ArrayFile(items: items, path: path, existing: .error, model: here.model).write(as: format, isCollection: true)
    #expect(try read(path, here.model, as: DiagonalGaussian.self).map(\.1) == posteriors)
  }

  @Test("What does not belong is refused with names")
  func refusals() throws {
    let here = try Surroundings()
    let path = here.folder.path / "z.safetensors"
    try ArrayFile(items: items(2), path: path, existing: .error, model: here.model).write(
      as: .safetensors, isCollection: true)
    #expect { try ArrayReader<DiagonalGaussian>(path, here.model) } throws: {
      $0 as? InputError == .noTensors(path.string, kind: "posterior", found: ["latents"])
    }
    let other = try TemporaryFolder()
    try ToyModel.write(to: other.path, name: "stranger", seed: 2)
    #expect { try ArrayReader<Latent>(path, Autoencoder(folder: other.path)) } throws: {
      "\($0)".contains("was made with the model toy (") && "\($0)".contains("mean nothing to stranger (")
    }
    let odd = [Item<any StreamValue>(id: ItemID(key: "o"), position: 0, value: Latent(Tensor([3])))]
    let small = here.folder.path / "small.npy"
    try ArrayFile(items: odd, path: small, existing: .error, model: nil).write(as: .npy, isCollection: true)
    #expect(throws: InputError.shape(file: small.string, found: "[3]", expected: "[4]")) {
      try ArrayReader<Latent>(small, here.model)
    }
    #expect(throws: FileError.self) {
      try ArrayFile(items: items(2), path: path, existing: .error, model: here.model).write(
        as: .safetensors, isCollection: true)
    }
  }

  @Test("A number that is not finite fails its own item only")
  func notFinite() throws {
    let here = try Surroundings()
    let path = here.folder.path / "z.npy"
    let values = [Tensor([4]), Tensor([4], [0, .nan, 0, 0])].enumerated().map {
      Item<any StreamValue>(id: ItemID(key: "\($0)"), position: $0, value: Latent($1))
    }
    try ArrayFile(items: values, path: path, existing: .error, model: nil).write(as: .npy, isCollection: true)
    let reader = try ArrayReader<Latent>(path, here.model)
    #expect(try reader.value(at: 0).tensor == Tensor([4]))
    #expect(throws: ModelError.notFinite(.latent)) { try reader.value(at: 1) }
  }
}
