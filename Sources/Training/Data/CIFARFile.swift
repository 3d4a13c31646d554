public import Files

/// A binary file of CIFAR-10: records of a label and 3 × 32 × 32 samples, plane after plane (A. Krizhevsky, 2009).
public struct CIFARFile: Sendable {
  /// The classes in the order of their numbers.
  public static let classes = [
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
  ]
  /// The samples of a picture.
  public static let pictureCount = 3 * 32 * 32

  /// The class of each picture.
  public let labels: [Int]
  /// All samples, picture after picture.
  public let elements: [UInt8]

  /// A file that is none, by its name.
  public enum Invalid: Error, Hashable, Sendable {
    case length(Path, Int)
    case label(Path, record: Int, UInt8)
  }

  /// Takes a file's bytes apart.
  /// - Throws: `Invalid`.
  public init(_ bytes: [UInt8], path: Path) throws(Invalid) {
    let record = 1 + Self.pictureCount
    guard !bytes.isEmpty, bytes.count.isMultiple(of: record) else { throw .length(path, bytes.count) }
    var (labels, elements): ([Int], [UInt8]) = ([], [])
    elements.reserveCapacity(bytes.count)
    for number in 0..<bytes.count / record {
      let label = bytes[number * record]
      guard Int(label) < Self.classes.count else { throw .label(path, record: number, label) }
      labels.append(Int(label))
      elements += bytes[number * record + 1..<(number + 1) * record]
    }
    self.labels = labels
    self.elements = elements
  }
}

extension CIFARFile.Invalid: CustomStringConvertible {
  /// One sentence that names the file.
  public var description: String {
    switch self {
    case .length(let path, let count):
      "\(path) is no CIFAR-10 file: its \(count) bytes are no whole number of records of \(1 + CIFARFile.pictureCount)"
    case .label(let path, let record, let label):
      "\(path) is no CIFAR-10 file: record \(record) has the label \(label), and there are 10 classes"
    }
  }
}
