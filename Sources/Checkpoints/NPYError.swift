/// Why bytes are not an array that is read.
public struct NPYError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Error, Hashable, Sendable {
    /// The bytes do not begin as a `.npy` file does.
    case notNPY
    /// The version is none that is known.
    case version(UInt8)
    /// The header is cut off, or is not the dictionary that it must be.
    case header
    /// The type of the elements is none that is read.
    case unknownType(String)
    /// The extents are too large for a tensor.
    case shapeTooLarge
    /// There are more or fewer bytes than the shape needs.
    case byteCount(expected: Int, found: Int)
  }

  /// The name of the file.
  public let file: String

  /// What is wrong.
  public let problem: Problem
}

extension NPYError: CustomStringConvertible {
  /// As `z.npy: this is not a .npy file`.
  public var description: String { "\(file): \(problem.wording)" }
}

extension NPYError.Problem {
  fileprivate var wording: String {
    switch self {
    case .notNPY: "this is not a .npy file"
    case .version(let version): "version \(version) of the .npy format is not known; save it as version 1"
    case .header: "the header of the .npy file is damaged"
    case .unknownType(let type): "elements of the type \(type) are not read; save a.astype('<f4')"
    case .shapeTooLarge: "the shape of the array is too large"
    case .byteCount(let expected, let found): "the array needs \(expected) bytes, but the file has \(found)"
    }
  }
}
