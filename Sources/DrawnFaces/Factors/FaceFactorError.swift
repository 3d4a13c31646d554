import Documents

/// Why a face cannot be drawn as it was asked for.
public enum FaceFactorError: Error, Hashable, Sendable {
  /// No factor is called so.
  case unknown(String)
  /// A value outside a factor's range.
  case outside(FaceFactor, Double)
  /// What follows the factor's name is no number.
  case notANumber(FaceFactor, String)
  /// `--fix` takes a name, an equals sign and a number.
  case noValue(String)
  /// The same factor is said to vary and to be fixed.
  case variesAndFixed(FaceFactor)
  /// A group needs two pictures at least, whose number divides that of all pictures.
  case groups(of: Int, count: Int)
  /// A factor that is to vary alone is held fixed.
  case aloneButFixed(FaceFactor)
}

extension FaceFactorError: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .unknown(let name):
      "a drawn face has no factor \"\(name)\"\(Self.hint(name))"
    case .outside(let factor, let value):
      "\"\(factor.rawValue)\" is a number from \(plain(factor.range.lowerBound)) to "
        + "\(plain(factor.range.upperBound)) (\(factor.help)), not \(plain(value))"
    case .notANumber(let factor, let text): "\"\(factor.rawValue)\" takes a number, not \"\(text)\""
    case .noValue(let text): "\"\(text)\" says no value; write a factor and a number, as \"smile=0.5\""
    case .variesAndFixed(let factor): "\"\(factor.rawValue)\" is both varied and fixed; say one of the two"
    case .groups(let size, let count):
      "\(count) pictures cannot be drawn in groups of \(size); take groups of two at least, and a number of pictures "
        + "that they divide"
    case .aloneButFixed(let factor): "\"\(factor.rawValue)\" is to vary by itself, but it is held fixed; let it vary"
    }
  }

  private static func hint(_ name: String) -> String {
    let names = FaceFactor.allCases.map(\.rawValue)
    let hint = NearestName.hint(for: name, among: names)
    return hint.isEmpty ? "; it has \(names.joined(separator: ", "))" : hint
  }

  private func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e9 ? "\(Int(value))" : "\(value)"
  }
}

extension FaceFactor {
  /// The factor of a name; a hyphen is as good as a blank.
  /// - Throws: `FaceFactorError.unknown`.
  public init(named name: String) throws(FaceFactorError) {
    let wanted = name.split(separator: " ").joined(separator: " ")
    guard let factor = Self.allCases.first(where: { $0.rawValue == wanted || $0.hyphened == wanted }) else {
      throw .unknown(wanted)
    }
    self = factor
  }

  private var hyphened: String { rawValue.split(separator: " ").joined(separator: "-") }
}
