/// Integers as they stand in files that begin with the least significant byte; nil beyond the end.
struct LittleEndian {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func integer(_ count: Int, at offset: Int) -> Int? {
    guard offset >= 0, count <= 8, offset <= bytes.count - count else { return nil }
    let value = bytes[offset..<offset + count].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(exactly: value)
  }

  func short(_ offset: Int) -> Int? { integer(2, at: offset) }
  func word(_ offset: Int) -> Int? { integer(4, at: offset) }
  func long(_ offset: Int) -> Int? { integer(8, at: offset) }

  func text(_ range: Range<Int>) -> String? {
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
    return String(validating: bytes[range], as: UTF8.self)
  }
}
