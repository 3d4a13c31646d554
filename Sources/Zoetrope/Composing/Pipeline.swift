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
  /// - Throws: what the stages throw when they are bound to the model, and `NeedError`.
  public init(
    model: Autoencoder? = nil, seed: UInt64 = 0, existing: ExistingFiles = .error, tools: ToolPermission = .none,
    @PipelineBuilder _ line: () -> FlowEnd
  ) throws {
    try self.init(model: model, seed: seed, existing: existing, tools: tools, ends: [line()])
  }

  /// Any graph: one end for each sink; flows that are used more than once are branches.
  public init(
    model: Autoencoder? = nil, seed: UInt64 = 0, existing: ExistingFiles = .error, tools: ToolPermission = .none,
    ends: [FlowEnd]
  ) throws {
    graph = try GraphBuilder(ends).graph(in: Self.environment(model, existing, tools))
    warnings = Diagnostics()
    self.model = model
    self.seed = seed
    self.existing = existing
  }

  /// What a recipe says.
  /// - Parameters:
  ///   - catalogue: the stages it may use.
  ///   - tools: the programs that its stages `run tool` may run.
  ///   - provenance: whether pictures say how they were made, where the recipe does not forbid it.
  ///   - witness: sees every picture that is saved.
  ///   - model: gives the model that the recipe names; by default from the model folders that are found.
  /// - Throws: everything that is wrong with the recipe, its model and its vectors, at once.
  public init(
    _ recipe: Recipe, catalogue: Catalogue = .standard, existing: ExistingFiles = .error,
    tools: ToolPermission = .none, provenance: Bool = true, witness: Witness? = nil,
    model: (String) throws -> Autoencoder = { try Models.load($0) }
  ) throws(Diagnostics) {
    try self.init(recipe, catalogue, existing, tools, provenance: provenance, model: model) { environment in
      environment[Witness.Key.self] = witness
    }
  }

  /// - Parameter adding: adds further facts that the stages share.
  init(
    _ recipe: Recipe, _ catalogue: Catalogue, _ existing: ExistingFiles, _ tools: ToolPermission, provenance: Bool,
    model: (String) throws -> Autoencoder, adding: (inout Environment) -> Void
  ) throws(Diagnostics) {
    var problems: [Diagnostic] = []
    var loaded: Autoencoder?
    if let name = recipe.model {
      do { loaded = try model(name) } catch { problems = Self.diagnostics(of: error, recipe) }
    }
    self.model = loaded
    var environment = Self.environment(loaded, existing, tools)
    if provenance { environment[Provenance.Key.self] = .init(Provenance.Common(recipe, catalogue, loaded)) }
    adding(&environment)
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

  private static func environment(
    _ model: Autoencoder?, _ existing: ExistingFiles, _ tools: ToolPermission
  ) -> Environment {
    var environment = Environment()
    environment[ModelKey.self] = model
    environment[ExistingFiles.Key.self] = existing
    environment[ToolPermission.Key.self] = tools
    return environment
  }

  private static func diagnostics(of error: any Error, _ recipe: Recipe) -> [Diagnostic] {
    if let diagnostics = error as? Diagnostics { return diagnostics.all }
    guard let place = recipe.modelPlace else { return [Diagnostic("\(error)", file: recipe.file, mark: nil)] }
    return [recipe.file.error("\(error)", at: place)]
  }
}
