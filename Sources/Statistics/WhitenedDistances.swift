/// The squared Mahalanobis distances of many vectors, (x − mean)ᵀ·covariance⁻¹·(x − mean), eight at a time.
public struct WhitenedDistances: Sendable {
  private let mean: [Double]
  /// L⁻¹, filled up with a row of zeros where its size is odd.
  private let rows: [Double]

  /// The diagonal of the covariance's inverse.
  public let precisions: [Double]

  /// Distances from a mean by a covariance.
  public init(mean: [Double], _ covariance: Cholesky) {
    let (inverse, size) = (covariance.inverseFactor, mean.count)
    rows = inverse.elements + [Double](repeating: 0, count: size % 2 * size)
    precisions = (0..<size).map { j in (j..<size).reduce(0) { $0 + inverse[$1, j] * inverse[$1, j] } }
    self.mean = mean
  }

  /// The squared distances of some rows of a matrix.
  public func squares(_ vectors: Matrix, _ range: Range<Int>) -> [Double] {
    // The first numbers of all eight, then the second ones, …; one more than there are, for the row of zeros.
    var centred = [SIMD8<Double>](repeating: SIMD8(), count: mean.count + 1)
    var squares: [Double] = []
    squares.reserveCapacity(range.count)
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
      let count = min(8, range.upperBound - start)
      for place in 0..<count { centre(vectors, start + place, into: &centred, at: place) }
      let eight = eightSquares(centred)
      for place in 0..<count { squares.append(eight[place]) }
    }
    return squares
  }

  private func centre(_ vectors: Matrix, _ row: Int, into centred: inout [SIMD8<Double>], at place: Int) {
    let start = row * mean.count
    for j in mean.indices { centred[j][place] = vectors.elements[start + j] - mean[j] }
  }

  /// ‖L⁻¹·x‖² of eight vectors, two rows at a time.
  private func eightSquares(_ vectors: [SIMD8<Double>]) -> SIMD8<Double> {
    let size = mean.count
    return rows.withUnsafeBufferPointer { rows in
      vectors.withUnsafeBufferPointer { vectors in
        var squares = SIMD8<Double>()
        for i in stride(from: 0, to: size, by: 2) {
          let (first, second) = (i * size, (i + 1) * size)
          var (a, b) = (SIMD8<Double>(), SIMD8<Double>())
          for j in 0..<min(i + 2, size) {
            a += rows[first &+ j] * vectors[j]
            b += rows[second &+ j] * vectors[j]
          }
          squares += a * a + b * b
        }
        return squares
      }
    }
  }
}
