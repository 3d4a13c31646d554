internal import CDeflate

/// The check sum that PNG and gzip use (ISO 3309).
public enum CRC32 {
  /// Of bytes that need not be an array of their own.
  public static func sum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBufferPointer { zoe_crc32(0, $0.baseAddress, $0.count) }
  }
}
