import Autoencoders
import Dataflow
import Files
import Tensors
import Testing
import ToyModel

@testable import Stages

@Suite("Categories of a latent") struct CategoryTests {
  private let folder: TemporaryFolder
  private let environment: Environment

  init() throws {
    folder = try TemporaryFolder()
    try CategoricalToy.write(to: folder.path)
    var environment = Environment()
    environment[ModelKey.self] = try Autoencoder(folder: folder.path)
    self.environment = environment
  }

  private static let latent = Latent(Tensor([5], [0.5, -0.5, 0, 1, 0]))

  private func modified(_ changes: [(dimensions: [String], change: ModifyDimensions.Change)]) throws -> [Float] {
    var stage = ModifyDimensions(changes)
    try stage.prepare(environment)
    let item = Item(id: ItemID(key: "a"), position: 0, value: Self.latent)
    return try stage.apply(item, RunContext(stage: "modify dimensions", seed: 1)).tensor.elements
  }

  @Test(
    "modify dimensions sets a category by its name or its number, and leaves the rest",
    arguments: [
      (ModifyDimensions.Change.choose("odd"), [0, 0, 1]), (.choose("round"), [1, 0, 0]), (.choose("2"), [0, 0, 1]),
      (.add(0), [1, 0, 0]), (.add(1), [0, 1, 0]),
    ] as [(ModifyDimensions.Change, [Float])]) func choose(_ change: ModifyDimensions.Change, _ expected: [Float])
    throws
  {
    #expect(try modified([(["shape"], change)]) == [0.5, -0.5] + expected)
    #expect(try modified([(["hue"], .add(1)), (["shape"], change)]) == [0.5, 0.5] + expected)
  }

  @Test(
    "a category that does not exist, and a name that is no dimension, are refused in words",
    arguments: [
      ("shape", ModifyDimensions.Change.choose("od"), "no category \"od\"; did you mean \"odd\"?"),
      ("shape", .add(3), "\"shape\" of the model kinds has no category \"3\"; it has round, flat, odd"),
      ("shape", .add(1.5), "no category \"1.5\""), ("shap", .choose("odd"), "did you mean \"shape\"?"),
      ("hue", .choose("odd"), "takes a number to add, not the text \"odd\""),
    ]) func refused(_ name: String, _ change: ModifyDimensions.Change, _ expected: String) throws
  {
    let error = #expect(throws: FieldError.self) { try modified([([name], change)]) }
    #expect(error?.field == name)
    #expect(error?.message.contains(expected) == true, "\(error?.message ?? "")")
  }
}
