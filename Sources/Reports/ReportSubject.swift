public import Dataflow

/// What a report is about: known before the run begins.
public struct ReportSubject: Sendable {
  /// One parameter of the recipe.
  public struct Parameter: Sendable {
    /// Its name.
    public let name: String
    /// Its value, as one would type it.
    public let value: String
    /// Where the value comes from: `default` or `--set`.
    public let origin: String

    /// A parameter, its value and where that comes from.
    public init(name: String, value: String, origin: String) {
      self.name = name
      self.value = value
      self.origin = origin
    }
  }

  /// What the recipe calls itself, or its file.
  public let title: String
  /// The recipe's file.
  public let file: String
  /// The recipe's text.
  public let recipe: String
  /// The model with its fingerprint; empty if there is none.
  public let model: String
  /// The seed of the noise.
  public let seed: UInt64
  /// The recipe's parameters.
  public let parameters: [Parameter]
  /// The checked graph.
  public let graph: Graph

  /// Put together before a run.
  public init(
    title: String, file: String, recipe: String, model: String, seed: UInt64, parameters: [Parameter], graph: Graph
  ) {
    self.title = title
    self.file = file
    self.recipe = recipe
    self.model = model
    self.seed = seed
    self.parameters = parameters
    self.graph = graph
  }
}

/// How it went: known when the run is over.
public struct ReportOutcome: Sendable {
  /// What was written, what failed, how long the stages worked.
  public let report: RunReport
  /// How many outputs there should have been; nil of a stream.
  public let wanted: Int?
  /// How long the run took.
  public let seconds: Double
  /// The keys of the inputs, in natural order.
  public let order: [String]

  /// Put together after a run.
  public init(_ report: RunReport, wanted: Int?, seconds: Double, order: [String]) {
    self.report = report
    self.wanted = wanted
    self.seconds = seconds
    self.order = order
  }
}

/// A picture that was saved, beside the one it was made of.
public struct ReportPicture: Sendable {
  /// The item.
  public let item: ItemID
  /// Where it was read from.
  public let origin: String
  /// The file it was saved to, or `-`.
  public let file: String

  /// An item and where it came from and went.
  public init(item: ItemID, origin: String, file: String) {
    self.item = item
    self.origin = origin
    self.file = file
  }
}
