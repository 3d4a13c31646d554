public import Files

/// Why something cannot be evaluated.
public enum EvaluationError: Error, Hashable, Sendable {
  /// There are too few pictures for a Fréchet distance.
  case tooFewForDistance(Int, least: Int)
  /// A table names none of the pictures.
  case noLabels(table: Path, row: String, picture: String)
  /// All pictures have the same label.
  case oneClass(column: String, hasIt: Bool, count: Int)
  /// There are too few labelled pictures to learn from and to be judged by.
  case tooFewLabelled(column: String, found: Int, labels: Int, judged: Int)
  /// Too few labels to learn from.
  case tooFewLabels(Int)
  /// A conditional model is told the class of each picture.
  case classesNeeded(labels: [String])
  /// A model without a condition is told none.
  case noCondition(model: String)
  /// A model without categories has none that could be classes.
  case noCategories(model: String)
  /// Nothing says the class of a picture.
  case unclassified(picture: String)
  /// A picture has a class that the model does not know, or none.
  case unknownClass(String, picture: String, labels: [String])
}

extension EvaluationError: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .tooFewForDistance(let count, let least):
      "a Fréchet distance needs at least \(least) pictures, and there are \(count); name a folder that has more"
    case .noLabels(let table, let row, let picture):
      "\(table) names none of the pictures: it has \"\(row)\", the folder has \"\(picture)\"; its first column must be their paths below the folder"
    case .oneClass(let column, let hasIt, let count):
      "\(hasIt ? "all" : "none") of the \(count) labelled pictures \(hasIt ? "have" : "has") \"\(column)\"; a probe needs some of both"
    case .tooFewLabelled(let column, let found, let labels, let judged):
      """
      \(found) pictures have a label of "\(column)", too few to learn from \(labels) and to be judged by \(judged) others; \
      give more pictures, or fewer --labels
      """
    case .classesNeeded(let labels):
      "the model is conditional: say by --condition which of \(labels.joined(separator: ", ")) each picture is (table.csv:column, or folders)"
    case .noCondition(let model): "\(model) has no condition; leave --condition out"
    case .noCategories(let model): "\(model) has no categorical latent; leave --classes out"
    case .unclassified(let picture), .unknownClass("", let picture, _):
      "nothing says the class of \(picture); add it to the table, or put it into a folder that is called as its class"
    case .unknownClass(let name, let picture, let labels):
      "\(picture) is \"\(name)\", but the model knows only \(labels.joined(separator: ", "))"
    case .tooFewLabels(let labels): "--labels \(labels) is too few; a probe learns from at least 10"
    }
  }
}
