import Autoencoders
public import Documents
public import Files
import Layers
public import Recipes

/// A training in one file: data, model, objective and schedule.
///
/// Where its objective lists several β it stands for several trainings: run ``each`` of them.
public struct TrainingRecipe: Sendable {
  /// What it is called.
  public let name: String
  /// The model's description, and where it stands.
  public let model: (root: Node, file: SourceFile)
  /// The pictures.
  public let data: TrainingData
  /// How it is trained.
  public private(set) var settings: TrainingSettings
  /// Where the model goes.
  public private(set) var output: Path
  /// The file.
  public let file: SourceFile
  /// Everything that is said in it, parameters put in: what makes this training another than the next.
  private(set) var resolved: String
  private var objectives: [Objective] = []

  private static let fields: [FieldDeclaration] = [
    .required("training", .text, "what the training, and the model, is called"),
    .required("model", .section("a mapping as in model.yaml, or the path of one"), "the model"),
    .required("data", .section("a mapping"), "the pictures: {images, crop, fit, rows, labels, flip}"),
    .required("output", .text, "the model folder that is made, relative to the working folder"),
    .optional("seed", .integer(0...Int.max), default: .integer(0), "keys parameters, order and noise"),
    .optional("objective", .section("a mapping"), "what is minimised: {beta, warm up, capacity, free bits, …}"),
    .optional("schedule", .section("a mapping"), "how long and how fast: {epochs, batch, rate, course, …}"),
  ]

  /// Whether a file is one: its top has the key `training`.
  public static func describes(_ file: SourceFile) -> Bool { (try? YAML.read(file))?["training"] != nil }

  /// Reads a recipe.
  /// - Parameters:
  ///   - folder: the recipe's folder, which what it reads is relative to.
  ///   - settings: values for its parameters.
  /// - Throws: everything that is wrong with it, at once; `FileError` for a model's description that cannot be read.
  public init(_ file: SourceFile, folder: String, settings given: [Setting] = []) throws {
    let source = try ParameterisedFile(file, folder: folder, settings: given)
    var reading = Reading(file)
    if let stages = source.root["stages"] {
      reading.error("this is a recipe of stages, which `zoetrope run` takes; a training has no \"stages\"", at: stages)
      try reading.finish()
    }
    let fields = Fields(source.root, of: "the training", declared: Self.fields, &reading)
    name = fields.text("training")
    output = Path(fields.text("output"))
    var settings = TrainingSettings()
    settings.seed = UInt64(fields.integer("seed"))
    var data = DataSection()
    if let node = fields.section("data") { data = DataSection(node, source, &reading) }
    settings.augmentation = data.augmentation
    self.data = data.data
    if let node = fields.section("schedule") { settings.readSchedule(node, &reading) }
    if let node = fields.section("objective") { objectives = Objective.all(node, &reading) }
    settings.objective = objectives.first ?? Objective()
    self.settings = settings
    self.file = file
    resolved = source.root.yaml
    let description = fields.section("model")
    try reading.finish()
    model = try Self.model(description ?? source.root, named: name, source)
  }

  /// The trainings of a list of β, each into a folder `beta-…` of its own below `output`; itself where there is no list.
  public var each: [TrainingRecipe] {
    guard objectives.count > 1 else { return [self] }
    return objectives.map { objective in
      var one = self
      let name = "beta-\(objective.beta.end.plain)"
      one.settings.objective = objective
      one.output = output / name
      one.resolved += name
      one.objectives = []
      return one
    }
  }

  /// Checks what can be checked without pictures: that the model's layers fit each other.
  /// - Throws: everything that is wrong with the model, at once; `TrainingError` for an objective that is not for it.
  public func check() throws {
    try settings.check(for: UntrainedModel(model.root, in: model.file, seed: settings.seed))
  }

  /// The model's description: where it stands in the recipe, its format and name need not be said.
  private static func model(_ node: Node, named name: String, _ source: ParameterisedFile) throws -> (Node, SourceFile)
  {
    if let scalar = node.scalar {
      let path = Path(source.path(scalar))
      let file = try SourceFile(name: path.string, bytes: readFile(path, limit: YAML.maximumSize))
      return (try YAML.read(file), file)
    }
    guard let fields = node.mapping else { return (node, source.file) }
    let implied = [("format", Scalar("1", mark: node.mark)), ("name", Scalar(name, style: .quoted, mark: node.mark))]
      .filter { node[$0.0] == nil }
      .map { Node.Field(key: Scalar($0.0, mark: node.mark), value: Node(.scalar($0.1), mark: node.mark)) }
    return (Node(.mapping(implied + fields), mark: node.mark, length: node.length), source.file)
  }
}

extension Double {
  /// Without a point where it is whole.
  fileprivate var plain: String { self == rounded() ? "\(Int(self))" : "\(self)" }
}
