public import Autoencoders
public import Dataflow
public import Documents
public import Recipes
public import Stages

/// Stages that fit together, bound to a model: checked and ready to run.
public struct Pipeline: Sendable {
  /// The stages.
  public let graph: Graph
  /// Keys all noise.
  public private(set) var seed: UInt64
  /// The model, if the pipeline has one.
  public let model: Autoencoder?
  /// What happens where an output exists already.
  public let existing: ExistingFiles
  /// What is doubtful about the recipe, though not wrong.
  public let warnings: Diagnostics

  /// A straight line of stages.
  /// - Throws: what the stages throw when they are bound to the model.
  public init(
    model: Autoencoder? = nil, seed: UInt64 = 0, existing: ExistingFiles = .error,
    @PipelineBuilder _ line: () -> FlowEnd
  ) throws {
    try self.init(model: model, seed: seed, existing: existing, ends: [line()])
  }

  /// Any graph: one end for each sink; flows that are used more than once are branches.
  public init(
    model: Autoencoder? = nil, seed: UInt64 = 0, existing: ExistingFiles = .error, ends: [FlowEnd]
  ) throws {
    var builder = GraphBuilder(Self.environment(model, existing))
    for end in ends { _ = try builder.add(end.node) }
    graph = builder.graph
    warnings = Diagnostics()
    self.model = model
    self.seed = seed
    self.existing = existing
  }

  /// What a recipe says.
  /// - Parameters:
  ///   - catalogue: the stages it may use.
  ///   - model: gives the model that the recipe names; by default from the model folders that are found.
  /// - Throws: everything that is wrong with the recipe, its model and its vectors, at once.
  public init(
    _ recipe: Recipe, catalogue: Catalogue = .standard, existing: ExistingFiles = .error,
    model: (String) throws -> Autoencoder = { try Models.load($0) }
  ) throws(Diagnostics) {
    var problems: [Diagnostic] = []
    var loaded: Autoencoder?
    if let name = recipe.model {
      do { loaded = try model(name) } catch { problems = Self.diagnostics(of: error, recipe) }
    }
    self.model = loaded
    var environment = Self.environment(loaded, existing)
    environment[ModelIsUnusable.self] = recipe.model != nil && loaded == nil
    let checked = try Checker.check(recipe, catalogue, environment, problems: problems)
    (graph, warnings) = (checked.graph, checked.warnings)
    seed = recipe.seed
    self.existing = existing
  }

  /// The pipeline under another seed; nil leaves it as it is.
  public func with(seed: UInt64?) -> Pipeline {
    var copy = self
    copy.seed = seed ?? self.seed
    return copy
  }

  private static func environment(_ model: Autoencoder?, _ existing: ExistingFiles) -> Environment {
    var environment = Environment()
    environment[ModelKey.self] = model
    environment[ExistingFiles.Key.self] = existing
    return environment
  }

  private static func diagnostics(of error: any Error, _ recipe: Recipe) -> [Diagnostic] {
    if let diagnostics = error as? Diagnostics { return diagnostics.all }
    guard let place = recipe.modelPlace else { return [Diagnostic("\(error)", file: recipe.file, mark: nil)] }
    return [recipe.file.error("\(error)", at: place)]
  }
}

/// Numbers the nodes of flows so that every one stands after its inputs, and names them as a recipe would.
private struct GraphBuilder {
  private(set) var graph = Graph()
  private let environment: Environment
  private var numbers: [ObjectIdentifier: Int] = [:]
  private var coordinates: [[String]] = []
  private var facts: [[String]] = []

  init(_ environment: Environment) { self.environment = environment }

  mutating func add(_ node: FlowNode) throws -> Int {
    if let number = numbers[ObjectIdentifier(node)] { return number }
    let inputs = try node.inputs.map { try add($0) }
    var environment = environment
    let upstream = inputs.flatMap { coordinates[$0] }
    let known = inputs.flatMap { facts[$0] }
    environment[Checker.UpstreamCoordinates.self] = upstream
    environment[UpstreamFacts.self] = known
    let variants = try node.stage.prepared(in: environment)
    let own = variants.first?.coordinates.map(\.name) ?? []
    coordinates.append((variants.first?.stage.coordinates(from: upstream) ?? upstream) + own)
    facts.append(variants.first?.stage.facts(from: known) ?? known)
    let number = try graph.add(id(node.name), variants, inputs: inputs)
    numbers[ObjectIdentifier(node)] = number
    return number
  }

  private func id(_ name: String) -> String {
    let taken = Set(graph.nodes.map(\.id))
    guard taken.contains(name) else { return name }
    return (2...).lazy.map { "\(name)#\($0)" }.first { !taken.contains($0) } ?? name
  }
}
