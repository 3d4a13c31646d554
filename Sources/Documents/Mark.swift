/// A place in a text file.
public struct Mark: Hashable, Sendable {
  /// The line, counted from 1.
  public var line: Int

  /// The column, counted from 1 in Unicode scalars.
  public var column: Int

  /// The place at a line and a column, both counted from 1.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The first place of a file.
  public static let start = Mark(line: 1, column: 1)
}

extension Mark: Comparable {
  /// In reading order.
  public static func < (a: Mark, b: Mark) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

extension Mark: CustomStringConvertible {
  /// As `10:30`.
  public var description: String { "\(line):\(column)" }
}

/// Something that stands in a file, so that a message can point at it.
public protocol Marked {
  /// Where it begins.
  var mark: Mark { get }

  /// How many Unicode scalars of its first line it covers; at least 1.
  var length: Int { get }
}
