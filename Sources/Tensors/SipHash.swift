/// SipHash-2-4 of Aumasson and Bernstein (2012): 64 bits of bytes under a key of 128 bits.
///
/// Swift's own `Hasher` is seeded anew in each process; this one gives the same value everywhere.
struct SipHash {
  private var v: (UInt64, UInt64, UInt64, UInt64)
  private var tail: UInt64 = 0
  private var count: UInt64 = 0

  init(key: (UInt64, UInt64)) {
    v = (
      key.0 ^ 0x736f_6d65_7073_6575, key.1 ^ 0x646f_7261_6e64_6f6d, key.0 ^ 0x6c79_6765_6e65_7261,
      key.1 ^ 0x7465_6462_7974_6573
    )
  }

  /// Adds bytes.
  mutating func combine(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      tail |= UInt64(byte) << (8 * (count & 7))
      count &+= 1
      if count & 7 == 0 {
        compress(tail)
        tail = 0
      }
    }
  }

  /// Adds a text with its length before it, so that ("ab", "c") differs from ("a", "bc").
  mutating func combine(lengthPrefixed text: String) {
    withUnsafeBytes(of: UInt64(text.utf8.count).littleEndian) { combine($0) }
    combine(text.utf8)
  }

  /// The hash of all bytes added.
  consuming func finish() -> UInt64 {
    compress(tail | count << 56)
    v.2 ^= 0xFF
    for _ in 0..<4 { round() }
    return v.0 ^ v.1 ^ v.2 ^ v.3
  }

  private mutating func compress(_ word: UInt64) {
    v.3 ^= word
    round()
    round()
    v.0 ^= word
  }

  private mutating func round() {
    v.0 &+= v.1
    v.1 = v.1.rotated(13) ^ v.0
    v.0 = v.0.rotated(32)
    v.2 &+= v.3
    v.3 = v.3.rotated(16) ^ v.2
    v.0 &+= v.3
    v.3 = v.3.rotated(21) ^ v.0
    v.2 &+= v.1
    v.1 = v.1.rotated(17) ^ v.2
    v.2 = v.2.rotated(32)
  }
}

extension UInt64 {
  fileprivate func rotated(_ bits: UInt64) -> UInt64 { self &<< bits | self &>> (64 - bits) }
}
