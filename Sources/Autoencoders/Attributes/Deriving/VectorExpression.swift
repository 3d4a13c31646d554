/// A sum of vectors, as `smile - 0.5*male + ./beard.safetensors`.
///
/// Each term is a vector's name or path, with a factor and `*` before it if it is not 1. Plus and minus stand between
/// blanks, since a hyphen may be part of a name.
public struct VectorExpression: Hashable, Sendable {
  /// One vector and how often it is taken.
  public struct Term: Hashable, Sendable {
    /// Its factor, with the sign.
    public let factor: Double
    /// Its name or path.
    public let name: String
  }

  /// The terms in their order.
  public let terms: [Term]

  /// Reads an expression.
  /// - Throws: `AttributeError.expression` with what is wrong.
  public init(_ text: String) throws(AttributeError) {
    var terms: [Term] = []
    var sign: Double? = 1
    for word in Self.words(text) {
      switch (word, sign) {
      case ("+", nil): sign = 1
      case ("-", nil): sign = -1
      case ("-", 1?) where terms.isEmpty: sign = -1
      case (_, let known?):
        terms.append(try Self.term(word, sign: known, in: text))
        sign = nil
      case (_, nil): throw .expression(text, problem: "\"\(word)\" needs + or - before it, between blanks")
      }
    }
    guard sign == nil else { throw .expression(text, problem: "it ends where a vector is expected") }
    self.terms = terms
  }

  /// The words, with the blanks around a `*` taken away.
  private static func words(_ text: String) -> [String] {
    let parts = text.split(separator: "*", omittingEmptySubsequences: false).map { part in
      part.split(separator: " ").joined(separator: " ")
    }
    return parts.joined(separator: "*").split(separator: " ").map(String.init)
  }

  private static func term(_ word: String, sign: Double, in text: String) throws(AttributeError) -> Term {
    let parts = word.split(separator: "*", omittingEmptySubsequences: false)
    guard let name = parts.last, !name.isEmpty, name != "+", name != "-", parts.count <= 2 else {
      throw .expression(text, problem: "\"\(word)\" is no vector")
    }
    guard parts.count == 2 else { return Term(factor: sign, name: word) }
    guard let factor = Double(String(parts[0])), factor.isFinite else {
      throw .expression(text, problem: "\"\(parts[0])\" before * is no number")
    }
    return Term(factor: sign * factor, name: String(name))
  }
}

extension VectorExpression: CustomStringConvertible {
  /// As it is read.
  public var description: String {
    terms.enumerated().map { index, term in
      let size = abs(term.factor)
      let sign = index == 0 ? (term.factor < 0 ? "- " : "") : (term.factor < 0 ? " - " : " + ")
      return sign + (size == 1 ? "" : "\(size)*") + term.name
    }.joined()
  }
}
