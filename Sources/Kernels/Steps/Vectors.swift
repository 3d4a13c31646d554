/// The vectors in which channels are processed: two registers of the smallest x86-64 or ARM64 processor.
typealias Lanes = SIMD8<Float>

/// Reads a vector from anywhere in memory.
@inline(__always)
func load<V: SIMD<Float>>(_ pointer: UnsafePointer<Float>, as: V.Type = Lanes.self) -> V {
  UnsafeRawPointer(pointer).loadUnaligned(as: V.self)
}

/// Writes a vector to anywhere in memory.
@inline(__always)
func store<V: SIMD<Float>>(_ vector: V, _ pointer: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(pointer).storeBytes(of: vector, as: V.self)
}
