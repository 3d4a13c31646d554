/// Whether a path comes before another as people count: `face-2` before `face-10`, and folder by folder.
///
/// Runs of digits compare as numbers, of any length; everything else compares by its UTF-8 bytes, so the order is the
/// same everywhere. Names that differ only in leading zeros are ordered by their number of zeros. It is a strict total
/// order of different texts.
public func naturalOrder(_ a: String, _ b: String) -> Bool {
  var (a, b) = (a, b)
  return a.withUTF8 { a in b.withUTF8 { b in NaturalComparison(a, b).result < 0 } }
}

private struct NaturalComparison {
  private let a, b: UnsafeBufferPointer<UInt8>
  private var i = 0
  private var j = 0
  /// The difference in leading zeros, which decides when the names are otherwise equal.
  private var zeros = 0

  init(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) {
    self.a = a
    self.b = b
  }

  /// Negative if a comes first, positive if b does, 0 if they are equal.
  var result: Int {
    var copy = self
    return copy.compare()
  }

  private mutating func compare() -> Int {
    while i < a.count, j < b.count {
      let (x, y) = (a[i], b[j])
      if isDigit(x), isDigit(y) {
        let difference = compareNumbers()
        if difference != 0 { return difference }
      } else if x != y {
        return weight(x) - weight(y)
      } else {
        if x == UInt8(ascii: "/"), zeros != 0 { return zeros }
        i += 1
        j += 1
      }
    }
    // What is left: of the two, the one that ends is the shorter, unless the other goes on into a folder of its name.
    let rest = (a.count - i) - (b.count - j)
    if rest != 0, zeros != 0, (i < a.count ? a[i] : b[j]) == UInt8(ascii: "/") { return zeros }
    return rest != 0 ? rest : zeros
  }

  private mutating func compareNumbers() -> Int {
    let zerosOfA = skip(a, &i) { $0 == UInt8(ascii: "0") }
    let zerosOfB = skip(b, &j) { $0 == UInt8(ascii: "0") }
    let (startA, startB) = (i, j)
    let digits = skip(a, &i, while: isDigit) - skip(b, &j, while: isDigit)
    if digits != 0 { return digits }
    for offset in 0..<(i - startA) where a[startA + offset] != b[startB + offset] {
      return Int(a[startA + offset]) - Int(b[startB + offset])
    }
    if zeros == 0 { zeros = zerosOfA - zerosOfB }
    return 0
  }

  private func skip(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, while condition: (UInt8) -> Bool
  ) -> Int {
    let start = index
    while index < bytes.count, condition(bytes[index]) { index += 1 }
    return index - start
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// A folder's contents stand together, before what has a longer name.
  private func weight(_ byte: UInt8) -> Int { byte == UInt8(ascii: "/") ? 0 : Int(byte) + 1 }
}
