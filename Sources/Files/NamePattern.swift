/// The pattern of one name of a path.
struct NamePattern: Hashable, Sendable {
  private enum Part: Hashable, Sendable {
    case any
    case one
    case literal(Unicode.Scalar)
    case set([ClosedRange<Unicode.Scalar>], negated: Bool)

    func matches(_ scalar: Unicode.Scalar) -> Bool {
      switch self {
      case .any, .one: true
      case .literal(let wanted): scalar == wanted
      case .set(let ranges, let negated): ranges.contains { $0.contains(scalar) } != negated
      }
    }
  }

  private var parts: [Part] = []

  /// Whether it is `**`.
  let isAnyFolders: Bool

  init(_ text: String) {
    isAnyFolders = text == "**"
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*": if parts.last != .any { parts.append(.any) }
      case "?": parts.append(.one)
      case "[": parts.append(Self.set(&rest) ?? .literal("["))
      case "\\": parts.append(.literal(rest.popFirst() ?? "\\"))
      default: parts.append(.literal(scalar))
      }
    }
  }

  /// The name that a text without wildcards stands for.
  static func unescaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() { result.append(scalar == "\\" ? rest.popFirst() ?? scalar : scalar) }
    return String(result)
  }

  /// Whether a name matches: greedy, and back to the last `*` on failure, which is enough and at worst quadratic.
  func matches(_ name: String) -> Bool {
    let scalars = Array(name.unicodeScalars)
    var (part, index) = (0, 0)
    var retry: (part: Int, index: Int)?
    while index < scalars.count {
      if part < parts.count, parts[part] == .any {
        retry = (part, index)
        part += 1
      } else if part < parts.count, parts[part].matches(scalars[index]) {
        part += 1
        index += 1
      } else if let last = retry {
        retry = (last.part, last.index + 1)
        (part, index) = (last.part + 1, last.index + 1)
      } else {
        return false
      }
    }
    return parts[part...].allSatisfy { $0 == .any }
  }

  /// What stands between `[` and `]`; nil, and nothing is taken, if there is no `]`. A `]` that comes first is meant.
  private static func set(_ rest: inout Substring.UnicodeScalarView) -> Part? {
    var inner = rest
    let negated = inner.first == "!" || inner.first == "^"
    if negated { inner.removeFirst() }
    guard let end = inner.dropFirst().firstIndex(of: "]") else { return nil }
    rest = rest[inner.index(after: end)...]
    inner = inner[..<end]
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while let low = inner.popFirst() {
      var high = low
      if inner.first == "-", let end = inner.dropFirst().first {
        high = end
        inner.removeFirst(2)
      }
      if low <= high { ranges.append(low...high) }
    }
    return .set(ranges, negated: negated)
  }
}
