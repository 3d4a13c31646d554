/// Why bytes are not a JSON document, and after how many of them.
public struct JSONError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// There are more bytes than the caller reads.
    case tooLarge(limit: Int)
    /// Arrays and objects are nested deeper than the limit.
    case tooDeep(limit: Int)
    /// Something else is expected here, such as "a value" or "':'".
    case expected(String)
    /// The document is complete, yet there is more.
    case trailing
    /// A name stands in its object a second time.
    case duplicateName(String)
    /// The text has an escape that does not exist, or half a surrogate pair.
    case badEscape
    /// A control character stands in a text without an escape.
    case controlCharacter
    /// The text is not UTF-8.
    case notUTF8
    /// The number does not fit into a Double.
    case numberTooLarge
  }

  /// What is wrong.
  public let problem: Problem

  /// How many bytes stand before the place.
  public let offset: Int
}

extension JSONError: CustomStringConvertible {
  /// One sentence, with the offset.
  public var description: String { "byte \(offset): \(problem.wording)" }
}

extension JSONError.Problem {
  fileprivate var wording: String {
    switch self {
    case .tooLarge(let limit): "the JSON has more than \(limit) bytes"
    case .tooDeep(let limit): "arrays and objects are nested deeper than \(limit) levels"
    case .expected(let what): "\(what) is expected here"
    case .trailing: "the JSON should end here"
    case .duplicateName(let name): "the name \"\(name)\" stands in its object a second time"
    case .badEscape: "this escape does not exist"
    case .controlCharacter: "a control character in a text must be escaped"
    case .notUTF8: "the text is not UTF-8"
    case .numberTooLarge: "the number is too large"
    }
  }
}
