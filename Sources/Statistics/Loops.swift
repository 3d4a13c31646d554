/// The loops over numbers beside each other in which the time is spent.
enum Loops {
  /// Σ aᵢ·bᵢ, in eight partial sums.
  @inline(__always)
  static func dot(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int) -> Double {
    var partial = SIMD8<Double>()
    var i = 0
    while i + 8 <= count {
      partial += vector(a, i) * vector(b, i)
      i += 8
    }
    var sum = partial.sum()
    while i < count {
      sum += a[i] * b[i]
      i += 1
    }
    return sum
  }

  /// y + factor · x, into y.
  @inline(__always)
  static func add(_ factor: Double, _ x: UnsafePointer<Double>, to y: UnsafeMutablePointer<Double>, _ count: Int) {
    for i in 0..<count { y[i] += factor * x[i] }
  }

  /// x − y, into z.
  @inline(__always)
  static func subtract(
    _ y: UnsafePointer<Double>, from x: UnsafePointer<Double>, into z: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    for i in 0..<count { z[i] = x[i] - y[i] }
  }

  /// Turns the pairs (aᵢ, bᵢ): a·c − b·s and a·s + b·c.
  @inline(__always)
  static func rotate(
    _ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>, cosine: Double, sine: Double, _ count: Int
  ) {
    for i in 0..<count {
      let (x, y) = (a[i], b[i])
      a[i] = cosine * x - sine * y
      b[i] = sine * x + cosine * y
    }
  }

  /// Four numbers that lie one after the other.
  @inline(__always)
  static func four(_ numbers: UnsafePointer<Double>) -> SIMD4<Double> {
    UnsafeRawPointer(numbers).loadUnaligned(as: SIMD4<Double>.self)
  }

  /// Σ (aᵢ − bᵢ)², in eight partial sums.
  @inline(__always)
  static func squaredDistance(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int) -> Double {
    var partial = SIMD8<Double>()
    var i = 0
    while i + 8 <= count {
      let step = vector(a, i) - vector(b, i)
      partial += step * step
      i += 8
    }
    var sum = partial.sum()
    while i < count {
      sum += (a[i] - b[i]) * (a[i] - b[i])
      i += 1
    }
    return sum
  }

  @inline(__always)
  private static func vector(_ numbers: UnsafePointer<Double>, _ offset: Int) -> SIMD8<Double> {
    UnsafeRawPointer(numbers + offset).loadUnaligned(as: SIMD8<Double>.self)
  }
}

/// Calls `body` with the numbers of two arrays.
func withPointers<R>(
  _ a: [Double], _ b: [Double], _ body: (UnsafePointer<Double>, UnsafePointer<Double>) -> R
) -> R? {
  a.withUnsafeBufferPointer { a in
    b.withUnsafeBufferPointer { b in
      guard let a = a.baseAddress, let b = b.baseAddress else { return nil }
      return body(a, b)
    }
  }
}
