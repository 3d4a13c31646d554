internal import CDeflate

/// Raw deflate streams (RFC 1951), without header and check sum: what zip archives hold.
public enum Deflate {
  /// Inflates a whole stream; nil when it is damaged or does not give exactly `count` bytes.
  public static func inflated(_ stream: [UInt8], count: Int) -> [UInt8]? {
    var isSound = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { out, done in
      isSound = zoe_deflate_inflate(stream, stream.count, out.baseAddress, count) == 1
      done = isSound ? count : 0
    }
    return isSound ? bytes : nil
  }
}
