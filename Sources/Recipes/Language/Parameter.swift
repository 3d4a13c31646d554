public import Documents

/// A parameter of a recipe with the value it has in this run.
public struct Parameter: Sendable {
  /// What it takes.
  public enum Kind: String, CaseIterable, Sendable {
    /// A file or folder, relative to where it is written.
    case path
    /// Any text.
    case text
    /// A finite number.
    case number
    /// A number without a fraction.
    case integer
    /// `true` or `false`.
    case boolean
  }

  /// Where its value comes from.
  public enum Origin: String, Sendable {
    /// The recipe.
    case `default` = "default"
    /// The command line.
    case commandLine = "--set"
  }

  /// Its name, where it is declared.
  public let name: Scalar
  /// What it takes.
  public let kind: Kind
  /// One sentence for a user, if the recipe has one.
  public let help: String?
  /// The value; a list where the recipe sweeps over it.
  public let value: Node
  /// Where the value comes from.
  public let origin: Origin
}
