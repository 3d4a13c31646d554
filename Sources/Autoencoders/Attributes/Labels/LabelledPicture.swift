public import Files

/// A picture of which it is known whether it has an attribute.
public struct LabelledPicture: Hashable, Sendable {
  /// Its name, which decides whether it is held out of a fit.
  public let key: String
  /// Where it lies.
  public let path: Path
  /// Whether it has the attribute.
  public let hasAttribute: Bool
  /// Whether it has each of the attributes that the fit is balanced over.
  public let others: [Bool]

  /// A picture and its labels.
  public init(key: String, path: Path, hasAttribute: Bool, others: [Bool] = []) {
    self.key = key
    self.path = path
    self.hasAttribute = hasAttribute
    self.others = others
  }
}
