/// All the facts about a stage of the recipe language. There is no other place that knows them.
public struct StageDeclaration: Sendable {
  /// One way to use the stage: what it consumes and produces; nil is nothing.
  public struct Form: Hashable, Sendable {
    /// What it takes; nil for a source.
    public let consumes: StreamType?
    /// What it gives; nil for a sink.
    public let produces: StreamType?

    /// Takes one type and gives another.
    public init(_ consumes: StreamType?, _ produces: StreamType?) {
      self.consumes = consumes
      self.produces = produces
    }
  }

  /// The key in the recipe; a hyphen is as good as the blank.
  public let name: String
  /// One line for the list of stages.
  public let summary: String
  /// A paragraph for its own page; may be empty.
  public let details: String
  /// The ways to use the stage.
  public let forms: [Form]
  /// What its inputs are called, in order.
  public let inputs: [String]
  /// How many inputs it takes, in ascending order; a second one may be optional.
  public let inputCounts: [Int]
  /// The fields it has, in the order in which help shows them.
  public let fields: [FieldDeclaration]
  /// What stands under any further key, if the stage has an open list of them.
  public let openField: FieldDeclaration?
  /// A recipe line that shows its use.
  public let example: String
  /// What to add where a message advises to put this stage between two others.
  public let bridgeHint: String
  /// Makes an instance.
  let build: @Sendable (StageArguments) throws -> AnyStage

  /// All the facts, and how an instance is made of what a recipe says. It takes any number of its inputs unless said.
  public init(
    _ name: String, summary: String, details: String = "", forms: [Form], inputs: [String] = ["input"],
    inputCounts: [Int]? = nil, fields: [FieldDeclaration] = [], openField: FieldDeclaration? = nil, example: String,
    bridgeHint: String = "", build: @escaping @Sendable (StageArguments) throws -> AnyStage
  ) {
    self.name = name
    self.summary = summary
    self.details = details
    self.forms = forms
    self.inputs = inputs
    self.inputCounts = inputCounts ?? Array(1...max(1, inputs.count))
    self.fields = fields
    self.openField = openField
    self.example = example
    self.bridgeHint = bridgeHint
    self.build = build
  }

  /// Whether every form is a source's.
  public var isSource: Bool { forms.allSatisfy { $0.consumes == nil } }

  /// Makes an instance from what a recipe says.
  /// - Throws: ``FieldError``.
  public func make(_ arguments: StageArguments) throws -> AnyStage { try build(arguments) }
}
