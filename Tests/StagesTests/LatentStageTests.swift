import Autoencoders
import Dataflow
import Files
import Images
import Tensors
import Testing
import ToyModel

@testable import Stages

/// A pipeline's surroundings with the toy model in them.
struct Surroundings {
  let folder: TemporaryFolder
  let model: Autoencoder
  let run = RunContext(stage: "test", seed: 7)

  /// - Parameter mixture: the tensors of a mixture that the model's folder carries; nil for none.
  init(mixture: [String: Tensor]? = nil) throws {
    folder = try TemporaryFolder()
    try ToyModel.write(to: folder.path, mixture: mixture)
    model = try Autoencoder(folder: folder.path)
  }

  var environment: Environment {
    var environment = Environment()
    environment[ModelKey.self] = model
    return environment
  }

  /// A map stage's outcomes for one item, one for each of its variants, with their coordinates.
  func apply<Map: MapStage>(_ stage: Map, _ value: Map.Input, key: String = "a") throws -> [(String, Map.Output)] {
    var stage = stage
    try stage.prepare(environment)
    return try stage.variants().map { variant in
      let id = ItemID(key: key, coordinates: variant.coordinates)
      return (id.description, try variant.stage.apply(Item(id: ItemID(key: key), position: 0, value: value), run))
    }
  }

  func message<Map: MapStage>(_ stage: Map) -> String? {
    var stage = stage
    do { try stage.prepare(environment) } catch { return "\(error)" }
    return nil
  }
}

@Suite("Stages on latents")
struct LatentStageTests {
  static let latent = Latent(Tensor([4], [1, 2, 3, 4]))

  @Test(
    "Dimensions are named by name, index, range or list",
    arguments: [
      (["hue"], [2]), (["0"], [0]), (["1-3"], [1, 2, 3]), (["3", "hue", "0-1"], [3, 2, 0, 1]), (["0, 2-3"], [0, 2, 3]),
      (["2-2"], [2]),
    ])
  func selector(_ parts: [String], _ indices: [Int]) throws {
    let model = try Surroundings().model
    #expect(try DimensionSelector.resolve(parts, model, field: nil) == indices)
  }

  @Test(
    "A dimension that is none is refused in words",
    arguments: [
      ("4", "the model toy has the latent dimensions 0 to 3, not 4"),
      ("2-9", "the model toy has the latent dimensions 0 to 3, not 9"),
      ("3-1", "the range \"3-1\" goes backwards"),
      ("hoe", "unknown dimension \"hoe\"; did you mean \"hue\"?"),
      ("brightness", "unknown dimension \"brightness\"; it names hue"),
      ("-1", "the model toy has the latent dimensions 0 to 3, not -1"),
    ])
  func selectorRefusal(_ part: String, _ message: String) throws {
    let model = try Surroundings().model
    #expect { try DimensionSelector.resolve([part], model, field: nil) } throws: { "\($0)" == message }
  }

  @Test("modify dimensions sets, adds and scales, one after the other")
  func modify() throws {
    let stage = ModifyDimensions([(["0"], .set(9)), (["hue"], .add(-1)), (["2-3"], .scale(0.5))])
    let made = try Surroundings().apply(stage, Self.latent)
    #expect(made.map(\.1.tensor) == [Tensor([4], [9, 2, 1, 2])])
  }

  @Test(
    "add attribute vector moves along the unit vector by the unit's length",
    arguments: [(StrengthUnit.gap, Float(2)), (.sigma, 0.5), (.distance, 1)])
  func vector(_ unit: StrengthUnit, _ length: Float) throws {
    let here = try Surroundings()
    let vector = try ToyModel.vector("grin", of: here.folder.path)
    let made = try here.apply(AddAttributeVector(vector, strength: -1.5, unit: unit), Self.latent)
    let step = -1.5 * length
    let expected: [Float] = [1 + step * 0.6, 2, 3 + step * 0.8, 4]
    #expect(zip(made[0].1.tensor.elements, expected).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test("add attribute vector brings every latent to a score, or says that the vector has none")
  func reach() throws {
    let here = try Surroundings()
    let old = try ToyModel.vector("grin", of: here.folder.path)
    let vector = try AttributeVector(
      name: "grin", vector: old.vector, gap: 2, sigma: 0, zero: 1, model: old.model, origin: old.origin)
    for start in [Self.latent, Latent(Tensor([4], [-8, 1, 0.5, 7]))] {
      let moved = try here.apply(AddAttributeVector(vector, reach: 1.5), start)[0].1.tensor
      // n = (0.6, 0, 0.8, 0): a score of 1.5 is at z·n = 1 + 1.5·2.
      #expect(abs(moved[0] * 0.6 + moved[2] * 0.8 - 4) < 1e-5)
      #expect(moved[1] == start.tensor[1] && moved[3] == start.tensor[3])
    }
    #expect(
      here.message(AddAttributeVector(old, reach: 1))?.contains("does not know where faces without it lie") == true)
    #expect(
      here.message(AddAttributeVector(vector, strength: 1, unit: .sigma))?.contains("how much faces differ") == true)
  }

  @Test("Several vectors add up, by name and by path")
  func vectors() throws {
    let here = try Surroundings()
    let vector = try ToyModel.vector("grin", of: here.folder.path)
    let path = here.folder.path / "attributes/grin.safetensors"
    try vector.write(to: path, existing: .error)
    let stage = AddAttributeVector([(.name("grin"), 1), (.name(path.string), 1)], unit: .distance)
    let made = try here.apply(stage, Self.latent)
    #expect(zip(made[0].1.tensor.elements, [2.2, 2, 4.6, 4]).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(
      here.message(AddAttributeVector("grim", strength: 1))
        == "the model \"toy\" has no attribute vector \"grim\"; did you mean \"grin\"?")
  }

  @Test("traverse gives each dimension each value, ends exact")
  func traverse() throws {
    let made = try Surroundings().apply(
      Traverse(dimensions: ["0", "hue"], values: WalkValues(range: -0.3...0.3, steps: 3)), Self.latent)
    #expect(
      made.map(\.0) == [
        "a (dimension 0, value -0.3)", "a (dimension 0, value 0)", "a (dimension 0, value 0.3)",
        "a (dimension hue, value -0.3)", "a (dimension hue, value 0)", "a (dimension hue, value 0.3)",
      ])
    #expect(made[0].1.tensor == Tensor([4], [-0.3, 2, 3, 4]))
    #expect(made[5].1.tensor == Tensor([4], [1, 2, 0.3, 4]))
  }

  @Test("traverse over a plane, relative, around the prior")
  func plane() throws {
    let here = try Surroundings()
    let grid = try here.apply(
      Traverse(plane: (x: "1", y: "hue"), values: WalkValues(.relative, range: -1...1, steps: 2)), Self.latent)
    #expect(grid.map(\.0) == ["a (y -1, x -1)", "a (y -1, x 1)", "a (y 1, x -1)", "a (y 1, x 1)"])
    #expect(grid[1].1.tensor == Tensor([4], [1, 3, 2, 4]))
    let line = try here.apply(
      Traverse(plane: (x: "3", y: nil), values: WalkValues(range: 0...2, steps: 2), centre: .prior), Self.latent)
    #expect(line.map(\.1.tensor) == [Tensor([4]), Tensor([4], [0, 0, 0, 2])])
    #expect(here.message(Traverse(plane: (x: "0-1", y: nil)))?.contains("take one dimension each") == true)
  }

  @Test("Without a model a stage says that it needs one; where the model is broken, it keeps silent")
  func noModel() {
    var stage = Decode()
    #expect { try stage.prepare(Environment()) } throws: {
      "\($0)" == "\"decode\" needs a model; name one: \"model: builtin:faces\""
    }
    var broken = Environment()
    broken[ModelIsUnusable.self] = true
    #expect(throws: KnownProblem.self) { try stage.prepare(broken) }
  }
}
