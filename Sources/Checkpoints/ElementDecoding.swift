#if _endian(big)
  #error("the bytes of checkpoints are little-endian, and are read as they are")
#endif

extension ElementType {
  /// Converts stored elements to `Float`, rounding to the nearest where the type is wider.
  /// - Precondition: there are as many bytes as the elements need.
  func decode(_ bytes: UnsafeRawBufferPointer, into out: UnsafeMutableBufferPointer<Float>) {
    precondition(bytes.count == out.count * byteCount, "\(bytes.count) bytes for \(out.count) elements of \(rawValue)")
    switch self {
    case .float32: UnsafeMutableRawBufferPointer(out).copyMemory(from: bytes)
    case .float64: convert(bytes, into: out) { (value: Double) in Float(value) }
    case .float16: convert(bytes, into: out) { (bits: UInt16) in Half.float(bits) }
    case .bfloat16: convert(bytes, into: out) { (bits: UInt16) in Float(bitPattern: UInt32(bits) << 16) }
    case .int64: convert(bytes, into: out) { (value: Int64) in Float(value) }
    case .int32: convert(bytes, into: out) { (value: Int32) in Float(value) }
    case .int8: convert(bytes, into: out) { (value: Int8) in Float(value) }
    case .uint8, .bool: convert(bytes, into: out) { (value: UInt8) in Float(value) }
    }
  }
}

@inline(__always)
private func convert<Stored: BitwiseCopyable>(
  _ bytes: UnsafeRawBufferPointer, into out: UnsafeMutableBufferPointer<Float>, _ transform: (Stored) -> Float
) {
  guard let base = bytes.baseAddress, let elements = out.baseAddress else { return }
  for index in 0..<out.count {
    elements[index] = transform(base.loadUnaligned(fromByteOffset: index &* MemoryLayout<Stored>.size, as: Stored.self))
  }
}
