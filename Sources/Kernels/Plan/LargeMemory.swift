#if canImport(Glibc)
  import Glibc
#endif

/// Memory that steps walk through at many places at once.
enum LargeMemory {
  /// A large page of the processors that have them.
  private static let page = 1 << 21

  /// Memory that is not initialised, from the start of a cache line on; to be deallocated by who asked for it.
  ///
  /// A tile that is brought into another basis is read and written at fifty places, about as many as the small pages
  /// that a processor knows the addresses of. Large ones are asked for where the system has them, and where memory
  /// fills one; they are also given out by one call into the system instead of 512.
  static func allocate(byteCount: Int) -> UnsafeMutableRawBufferPointer {
    let isLarge = byteCount >= page
    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(byteCount, 64), alignment: isLarge ? page : 64)
    #if canImport(Glibc)
      // Only a hint: small pages serve as well where it is refused.
      if isLarge { madvise(memory.baseAddress, memory.count, MADV_HUGEPAGE) }
    #endif
    return memory
  }
}
