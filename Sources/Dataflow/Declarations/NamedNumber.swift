/// A number under a name: one attribute and its strength, one dimension and its change.
public struct NamedNumber: Hashable, Sendable {
  /// What it is the number of.
  public let name: String
  /// The number.
  public let number: Double

  /// A number under a name.
  public init(name: String, number: Double) {
    self.name = name
    self.number = number
  }
}
