/// The bytes of a pickle, read from the front.
struct PickleInput {
  private let bytes: ArraySlice<UInt8>
  private(set) var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// How many bytes have been read.
  var offset: Int { position - bytes.startIndex }

  mutating func byte() throws(PickleError) -> UInt8 {
    guard position < bytes.endIndex else { throw .truncated }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func take(_ count: Int) throws(PickleError) -> ArraySlice<UInt8> {
    guard count >= 0, count <= bytes.endIndex - position else { throw .truncated }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// An integer without a sign, the least significant byte first.
  mutating func unsigned(_ count: Int) throws(PickleError) -> Int {
    let start = offset
    let value = try take(count).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard let value = Int(exactly: value) else { throw .damaged(offset: start) }
    return value
  }

  /// A text whose length stands before it in so many bytes.
  mutating func text(lengthOf count: Int) throws(PickleError) -> String {
    let start = offset
    guard let text = String(validating: try take(try unsigned(count)), as: UTF8.self) else {
      throw .damaged(offset: start)
    }
    return text
  }

  /// The rest of a line, without its end.
  mutating func line() throws(PickleError) -> String {
    let start = offset
    guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else { throw .truncated }
    defer { position = end + 1 }
    guard let text = String(validating: bytes[position..<end], as: UTF8.self) else { throw .damaged(offset: start) }
    return text
  }
}
