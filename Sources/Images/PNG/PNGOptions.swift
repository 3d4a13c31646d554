/// How a PNG is written. Every choice is lossless for samples of that many bits.
public struct PNGOptions: Hashable, Sendable {
  /// From 0 (stored, fastest) to 9 (smallest).
  public var compression: Int

  /// Bits a sample: 8 or 16.
  public var bits: Int

  public init(compression: Int = 1, bits: Int = 8) {
    self.compression = compression
    self.bits = bits
  }

  func check() throws(ImageError) {
    guard 0...9 ~= compression else {
      throw .settingOutOfRange(name: "the compression of PNG", value: compression, range: 0...9)
    }
    guard bits == 8 || bits == 16 else {
      throw .settingOutOfRange(name: "the number of bits of PNG", value: bits, range: 8...16)
    }
  }
}
