#if canImport(Glibc)
  import Glibc
#endif

/// How the memory that is given back serves again.
enum HeapArenas {
  /// Lets all threads share two heaps.
  ///
  /// By itself the GNU library gives nearly every thread a heap of its own, and what one lane frees waits there for that
  /// thread: the peak of a run then grows with its length. Two cost no time that could be measured. Call it before
  /// there are threads.
  static func limit() {
    #if canImport(Glibc)
      // Swift's Glibc module lacks <malloc.h>; M_ARENA_MAX is −8 there.
      guard let symbol = dlsym(nil, "mallopt") else { return }
      let mallopt = unsafeBitCast(symbol, to: (@convention(c) (CInt, CInt) -> CInt).self)
      _ = mallopt(-8, 2)
    #endif
  }
}
