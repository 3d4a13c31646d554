/// Bytes that have been read and not yet taken.
struct BufferedInput {
  /// What is at hand; the first byte is the next to be taken.
  private(set) var bytes: [UInt8] = []
  private let read: (Int) throws(ImageError) -> [UInt8]

  private static let portion = 1 << 16

  init(read: @escaping (Int) throws(ImageError) -> [UInt8]) { self.read = read }

  /// Reads until `count` bytes are at hand. False if the input ended before.
  mutating func fill(to count: Int) throws(ImageError) -> Bool {
    while bytes.count < count {
      let more = try read(max(Self.portion, min(count - bytes.count, 16 * Self.portion)))
      if more.isEmpty { return false }
      bytes += more
    }
    return true
  }

  /// The next bytes without taking them; fewer only at the end.
  mutating func peek(_ count: Int) throws(ImageError) -> [UInt8] {
    _ = try fill(to: count)
    return Array(bytes.prefix(count))
  }

  /// Takes the next bytes.
  mutating func take(_ count: Int, of format: ImageFormat) throws(ImageError) -> [UInt8] {
    guard try fill(to: count) else { throw .truncated(format) }
    let taken = Array(bytes[..<count])
    bytes.removeFirst(count)
    return taken
  }
}
