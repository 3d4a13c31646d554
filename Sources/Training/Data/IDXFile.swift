public import Files

/// A file of the MNIST database's format IDX: unsigned bytes in a few axes (Y. LeCun, "The MNIST database").
///
/// Two zero bytes, the type (8: unsigned byte), the number of axes, each extent as a 32-bit big-endian number, the bytes.
public struct IDXFile: Sendable {
  /// The extent of each axis: [count, height, width] of pictures, [count] of labels.
  public let extents: [Int]
  /// The elements, row-major.
  public let elements: [UInt8]

  /// Why a file is none.
  public enum Problem: Hashable, Sendable {
    case tooShort(Int)
    case magic
    case type(UInt8)
    case length(expected: Int, found: Int)
  }

  /// A file that is none, by its name.
  public struct Invalid: Error, Hashable, Sendable {
    /// The file.
    public let path: Path
    /// What is wrong.
    public let problem: Problem
  }

  /// Takes a file's bytes apart.
  /// - Throws: `Invalid`.
  public init(_ bytes: [UInt8], path: Path) throws(Invalid) {
    guard bytes.count >= 4 else { throw Invalid(path: path, problem: .tooShort(bytes.count)) }
    guard bytes[0] == 0, bytes[1] == 0 else { throw Invalid(path: path, problem: .magic) }
    guard bytes[2] == 8 else { throw Invalid(path: path, problem: .type(bytes[2])) }
    let header = 4 + 4 * Int(bytes[3])
    guard bytes.count >= header else { throw Invalid(path: path, problem: .tooShort(bytes.count)) }
    extents = (0..<Int(bytes[3])).map { axis in
      bytes[(4 + 4 * axis)..<(8 + 4 * axis)].reduce(0) { $0 << 8 | Int($1) }
    }
    var count = 1
    for extent in extents {
      let (product, overflows) = count.multipliedReportingOverflow(by: extent)
      count = overflows ? .max : product
    }
    guard bytes.count - header == count else {
      throw Invalid(path: path, problem: .length(expected: count, found: bytes.count - header))
    }
    elements = Array(bytes[header...])
  }
}

extension IDXFile.Invalid: CustomStringConvertible {
  /// One sentence that names the file.
  public var description: String {
    let what =
      switch problem {
      case .tooShort(let count): "it is cut short: it has \(count) bytes, less than its header"
      case .magic: "it does not begin as one"
      case .type(let type): "its elements are of the type \(type), and only unsigned bytes (8) are read"
      case .length(let expected, let found): "its header promises \(expected) bytes of elements, but \(found) follow"
      }
    return "\(path) is no IDX file: \(what)"
  }
}
