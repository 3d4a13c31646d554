public import Images

/// Why pictures cannot stand on one sheet.
public enum MontageError: Error, Hashable, Sendable {
  case tooMany(Int)
  case sizes(PixelSize, PixelSize)
}

extension MontageError: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .tooMany(let count):
      "one sheet would hold \(count) pictures; at most \(Montage.maximumMembers) stand on one, so use --limit or make a "
        + "sheet for each item"
    case .sizes(let first, let other):
      "the pictures of one sheet must be of one size, but here are \(first) and \(other)"
    }
  }
}
