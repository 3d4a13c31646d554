internal import CDeflate

/// Files of gzip (RFC 1952) with one member.
public enum Gzip {
  /// Whether bytes begin as such a file does.
  public static func begins(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1f, 0x8b]) }

  /// What it holds; nil when it is damaged or holds more than `limit` bytes.
  public static func expanded(_ file: [UInt8], limit: Int) -> [UInt8]? {
    Expansion.growing(from: file.count * 4 + 1024, limit: limit) { out, capacity, done in
      zoe_gzip_expand(file, file.count, out, capacity, &done)
    }
  }
}
