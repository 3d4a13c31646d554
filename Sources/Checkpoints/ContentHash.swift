internal import Crypto

/// The SHA-256 of a file's bytes: tells whether a file is still the same.
public struct ContentHash: Hashable, Sendable {
  /// 64 digits, lowercase hexadecimal, as `sha256sum` prints them.
  public let hex: String

  /// The hash of bytes.
  public init(of bytes: [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    hex = String(
      decoding: SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The hash that a file says it had.
  public init(hex: String) { self.hex = hex }
}
