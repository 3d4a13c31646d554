internal import Documents
internal import Files
internal import Tensors

/// The header of a safetensors file, checked: what it says of the data is possible, and leaves no byte unexplained.
struct SafeTensorsHeader: Sendable {
  /// Where a tensor stands in the file, and what it is.
  struct Entry: Sendable {
    let type: ElementType
    let shape: Shape
    /// From the beginning of the file.
    let offset: Int
    let byteCount: Int
  }

  /// The largest header that is read, in bytes.
  static let maximumSize = 100_000_000

  let entries: [String: Entry]
  let metadata: [String: String]

  /// Reads the header of an open file.
  init(_ file: borrowing InputFile) throws {
    let path = file.path
    let size = file.size ?? 0
    guard size >= 8 else { throw CheckpointError(path, .noHeader) }
    var length: UInt64 = 0
    try withUnsafeMutableBytes(of: &length) { try file.read(into: $0, at: 0) }
    let limit = min(Self.maximumSize, size - 8)
    guard length <= limit else { throw CheckpointError(path, .headerLength(length, limit: limit)) }
    var bytes = [UInt8](repeating: 0, count: Int(length))
    try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: 8) }
    do {
      try self.init(bytes, dataOffset: 8 + bytes.count, fileSize: size)
    } catch {
      throw CheckpointError(path, error)
    }
  }

  /// Checks the JSON of a header.
  init(_ json: [UInt8], dataOffset: Int, fileSize: Int) throws(CheckpointError.Problem) {
    let document: JSONValue
    do { document = try JSONValue.parse(json, limit: Self.maximumSize) } catch { throw .header(error.description) }
    guard let members = document.object, json.first == UInt8(ascii: "{") else {
      throw .header("it does not begin with {")
    }
    var entries: [String: Entry] = [:]
    var metadata: [String: String] = [:]
    for member in members {
      if member.name == "__metadata__" {
        metadata = try Self.metadata(member.value)
      } else {
        entries[member.name] = try Self.entry(member, dataOffset: dataOffset)
      }
    }
    try Self.checkOrder(entries, dataOffset: dataOffset, fileSize: fileSize)
    self.entries = entries
    self.metadata = metadata
  }

  private static func metadata(_ value: JSONValue) throws(CheckpointError.Problem) -> [String: String] {
    var metadata: [String: String] = [:]
    guard let members = value.object else { throw .header("__metadata__ is not an object") }
    for member in members {
      guard let text = member.value.string else { throw .header("\"\(member.name)\" in __metadata__ is not a text") }
      metadata[member.name] = text
    }
    return metadata
  }

  private static func entry(_ member: JSONValue.Member, dataOffset: Int) throws(CheckpointError.Problem) -> Entry {
    let (name, value) = (member.name, member.value)
    guard let typeName = value["dtype"]?.string else { throw .entry(tensor: name, "has no dtype") }
    guard let type = ElementType(rawValue: typeName) else { throw .unknownType(tensor: name, typeName) }
    guard let extents = value["shape"]?.array?.map(\.int), extents.count <= 32,
      extents.allSatisfy({ ($0 ?? -1) >= 0 })
    else { throw .entry(tensor: name, "has no shape of at most 32 non-negative integers") }
    guard let offsets = value["data_offsets"]?.array?.compactMap(\.int), offsets.count == 2, offsets[0] >= 0,
      offsets[0] <= offsets[1], offsets[1] <= .max - dataOffset
    else { throw .entry(tensor: name, "has no data_offsets, two integers in order") }
    let shape = extents.compactMap { $0 }
    guard let expected = byteCount(shape, type) else { throw .entry(tensor: name, "has a shape that is too large") }
    let found = offsets[1] - offsets[0]
    guard found == expected else { throw .byteCount(tensor: name, expected: expected, found: found) }
    return Entry(type: type, shape: Shape(shape), offset: dataOffset + offsets[0], byteCount: found)
  }

  /// The bytes of a tensor; nil if their number, or that of the elements, does not fit into 64 bits.
  private static func byteCount(_ shape: [Int], _ type: ElementType) -> Int? {
    var count = type.byteCount
    // An extent of 0 makes the product 0, but not before the others have been multiplied by whoever reads the shape.
    var withoutZeros = type.byteCount
    for extent in shape {
      let product = withoutZeros.multipliedReportingOverflow(by: max(extent, 1))
      if product.overflow { return nil }
      withoutZeros = product.partialValue
      count = extent == 0 ? 0 : count == 0 ? 0 : withoutZeros
    }
    return count
  }

  private static func checkOrder(
    _ entries: [String: Entry], dataOffset: Int, fileSize: Int
  ) throws(CheckpointError.Problem) {
    var end = dataOffset
    let inOrder = entries.sorted {
      ($0.value.offset, $0.value.byteCount, $0.key) < ($1.value.offset, $1.value.byteCount, $1.key)
    }
    for (name, entry) in inOrder {
      guard entry.offset == end else {
        throw .gapOrOverlap(tensor: name, expected: end - dataOffset, found: entry.offset - dataOffset)
      }
      end += entry.byteCount
      guard end <= fileSize else { throw .fileSize(expected: end, found: fileSize) }
    }
    guard end == fileSize else { throw .fileSize(expected: end, found: fileSize) }
  }
}
