internal import CDeflate

/// zlib streams (RFC 1950): by libdeflate where the trait Deflate is on, by zlib otherwise.
public enum Zlib {
  /// Compresses at a level from 0 (stored) to 9 (smallest); nil when memory runs out.
  public static func compressed(_ bytes: [UInt8], level: Int) -> [UInt8]? {
    let capacity = zoe_zlib_bound(bytes.count)
    let packed = [UInt8](unsafeUninitializedCapacity: capacity) { out, done in
      done = bytes.withUnsafeBufferPointer {
        zoe_zlib_compress(Int32(level), $0.baseAddress, $0.count, out.baseAddress, capacity)
      }
    }
    return packed.isEmpty ? nil : packed
  }

  /// Inflates a whole stream; nil when it is damaged or does not give exactly `count` bytes.
  public static func inflated(_ stream: [UInt8], count: Int) -> [UInt8]? {
    var isSound = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { out, done in
      isSound = zoe_zlib_inflate(stream, stream.count, out.baseAddress, count) == 1
      done = isSound ? count : 0
    }
    return isSound ? bytes : nil
  }

  /// Inflates a stream of unknown length; nil when it is damaged or gives more than `limit` bytes.
  public static func expanded(_ stream: [UInt8], limit: Int) -> [UInt8]? {
    Expansion.growing(from: stream.count * 4 + 1024, limit: limit) { out, capacity, done in
      zoe_zlib_expand(stream, stream.count, out, capacity, &done)
    }
  }
}
