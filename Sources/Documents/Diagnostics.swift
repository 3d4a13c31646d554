/// Several diagnostics at once, so that a user sees all the errors of a file in one go.
public struct Diagnostics: Error, Hashable, Sendable {
  /// All of them, sorted by file and place; those about a whole file come before those about a place in it.
  public private(set) var all: [Diagnostic]

  /// Sorts the given diagnostics by file and place; equal places keep their order.
  public init(_ all: [Diagnostic] = []) {
    self.all = []
    append(contentsOf: all)
  }

  /// Whether there is none, not even a warning.
  public var isEmpty: Bool { all.isEmpty }

  /// Whether one of them is an error.
  public var hasErrors: Bool { all.contains { $0.severity == .error } }

  /// Whether all that stands in the way is what is not allowed.
  public var isRefusal: Bool { hasErrors && all.allSatisfy { $0.severity != .error || $0.isRefusal } }

  /// Adds one at its place in the order.
  public mutating func append(_ diagnostic: Diagnostic) { append(contentsOf: [diagnostic]) }

  /// Adds several at their places in the order.
  public mutating func append(contentsOf more: [Diagnostic]) {
    all += more
    all.sort { Self.place($0) < Self.place($1) }
  }

  /// Throws itself if one of them is an error.
  public func throwIfErrors() throws(Diagnostics) { if hasErrors { throw self } }

  private static func place(_ diagnostic: Diagnostic) -> (String, Int, Int) {
    (diagnostic.file.name, diagnostic.mark?.line ?? 0, diagnostic.mark?.column ?? 0)
  }
}

extension Diagnostics: CustomStringConvertible {
  /// Each as it renders itself, one after the other.
  public var description: String { all.map(\.description).joined(separator: "\n") }
}
