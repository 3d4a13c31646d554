public import Files
public import Tensors

/// Why pictures cannot be learned from.
public enum ExamplesError: Error, Hashable, Sendable {
  case noPictures(Path)
  case rows(ClosedRange<Int>, folder: Path, count: Int)
  case unlabelled(String, count: Int, table: Path)
  case notInFolder(String, folder: Path)
  case oneClass(value: String, source: String)
  case damagedGzip(Path)
  case noGreyPictures(Path, extents: [Int])
  case shape(Path, expected: Shape, found: Shape)
  case labelCount(Path, expected: Int, extents: [Int])
  /// A table of factors does not fit the pictures.
  case withoutFactors(String, count: Int, table: Path)
  /// Groups must be of one size, of two pictures at least.
  case unevenGroups(sizes: [Int], source: String)
  /// A group has two names of what varies in it.
  case twoVary(group: String, String, String, source: String)
}

extension ExamplesError: CustomStringConvertible {
  /// One sentence that says what is missing.
  public var description: String {
    switch self {
    case .noPictures(let folder): "there are no pictures (.png, .jpg, .jpeg, .ppm) in \(folder)"
    case .rows(let rows, let folder, let count):
      "rows \(rows.lowerBound)-\(rows.upperBound) are asked for, but \(folder) has \(count) pictures"
    case .unlabelled(let first, let count, let table):
      "\(table) has no label for \(first)" + (count > 1 ? " and \(count - 1) more pictures" : "")
        + "; add it, or take the pictures away"
    case .notInFolder(let picture, let folder):
      "\(picture) lies in \(folder) itself; with `labels: folders` each picture lies in a folder that is called as its label"
    case .oneClass(let value, let source):
      "\(source) gives all pictures one label, \"\(value)\"; labels need two at least"
    case .damagedGzip(let path): "\(path) is damaged: gzip cannot expand it"
    case .noGreyPictures(let path, let extents):
      "\(path) has no pictures: its axes are \(extents), where [count, height, width] is expected"
    case .shape(let path, let expected, let found):
      "the pictures of \(path) are \(found), but the model takes \(expected)"
    case .labelCount(let path, let expected, let extents):
      "\(path) must have a label for each of \(expected) pictures, but its axes are \(extents)"
    case .withoutFactors(let first, let count, let table):
      "\(table) has no factors of \(first)" + (count > 1 ? " and \(count - 1) more pictures" : "")
        + "; its first column must name every picture by its path below the folder"
    case .unevenGroups(let sizes, let source):
      "the groups of \(source) must be of one size, two pictures at least, but they have "
        + sizes.map { "\($0)" }.joined(separator: ", ")
    case .twoVary(let group, let first, let second, let source):
      "group \(group) of \(source) varies \"\(first)\" and \"\(second)\"; one thing alone may vary in a group"
    }
  }
}
