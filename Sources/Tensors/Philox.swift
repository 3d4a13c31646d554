/// Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3" (SC 2011).
///
/// A block of four random words is a pure function of a key and a counter, so any block can be had without the ones
/// before it, and in any order.
public struct Philox4x32: Hashable, Sendable {
  /// The key: two words.
  public let key: SIMD2<UInt32>

  /// A generator with a key.
  public init(key: SIMD2<UInt32>) { self.key = key }

  /// A generator with a key of 64 bits, low word first.
  public init(key: UInt64) { self.key = SIMD2(UInt32(truncatingIfNeeded: key), UInt32(key >> 32)) }

  /// The four random words of a counter, after ten rounds.
  public func block(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    var (x, k) = (counter, key)
    for round in 0..<10 {
      if round > 0 { k &+= Self.weyl }
      let a = UInt64(x[0]) &* 0xD251_1F53
      let b = UInt64(x[2]) &* 0xCD9E_8D57
      x = SIMD4(
        UInt32(b >> 32) ^ x[1] ^ k[0], UInt32(truncatingIfNeeded: b),
        UInt32(a >> 32) ^ x[3] ^ k[1], UInt32(truncatingIfNeeded: a))
    }
    return x
  }

  /// What is added to the key between rounds: the golden ratio and √3 − 1.
  private static let weyl = SIMD2<UInt32>(0x9E37_79B9, 0xBB67_AE85)
}
