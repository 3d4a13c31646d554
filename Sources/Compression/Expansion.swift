/// Expanding into more and more memory, as the length is not known.
enum Expansion {
  static func growing(
    from first: Int, limit: Int, _ expand: (UnsafeMutablePointer<UInt8>?, Int, inout Int) -> Int32
  ) -> [UInt8]? {
    var capacity = min(first, limit)
    while true {
      var result: Int32 = -1
      let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { out, done in
        result = expand(out.baseAddress, capacity, &done)
        if result != 0 { done = 0 }
      }
      if result == 0 { return bytes }
      guard result == 1, capacity < limit else { return nil }
      capacity = min(capacity * 4, limit)
    }
  }
}
