/// The squared Mahalanobis distances of many vectors, (x − mean)ᵀ·covariance⁻¹·(x − mean), four at a time.
public struct WhitenedDistances: Sendable {
  private let mean: [Double]
  /// L⁻¹, whose rows are filled up with zeros to a multiple of four numbers.
  private let rows: [Double]
  private let width: Int

  /// The diagonal of the covariance's inverse.
  public let precisions: [Double]

  /// Distances from a mean by a covariance.
  public init(mean: [Double], _ covariance: Cholesky) {
    let (inverse, size) = (covariance.inverseFactor, mean.count)
    width = (size + 3) / 4 * 4
    let padding = [Double](repeating: 0, count: width - size)
    rows = (0..<size).flatMap { inverse.row($0) + padding }
    precisions = (0..<size).map { j in (j..<size).reduce(0) { $0 + inverse[$1, j] * inverse[$1, j] } }
    self.mean = mean
  }

  /// The squared distances of some rows of a matrix.
  public func squares(_ vectors: Matrix, _ range: Range<Int>) -> [Double] {
    var centred = [Double](repeating: 0, count: 4 * width)
    var squares: [Double] = []
    squares.reserveCapacity(range.count)
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 4) {
      let count = min(4, range.upperBound - start)
      for place in 0..<count { centre(vectors, start + place, into: &centred, at: place * width) }
      let four = withPointers(rows, centred) { fourSquares($0, $1) } ?? SIMD4()
      for place in 0..<count { squares.append(four[place]) }
    }
    return squares
  }

  private func centre(_ vectors: Matrix, _ row: Int, into centred: inout [Double], at offset: Int) {
    let start = row * vectors.columns
    for j in mean.indices { centred[offset + j] = vectors.elements[start + j] - mean[j] }
  }

  /// ‖L⁻¹·x‖² of four vectors that lie one after the other.
  @inline(__always)
  private func fourSquares(_ rows: UnsafePointer<Double>, _ vectors: UnsafePointer<Double>) -> SIMD4<Double> {
    var squares = SIMD4<Double>()
    for i in mean.indices {
      let row = rows + i * width
      var (a, b, c, d) = (SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>())
      for j in stride(from: 0, through: i, by: 4) {
        let factors = Loops.four(row + j)
        a += factors * Loops.four(vectors + j)
        b += factors * Loops.four(vectors + width + j)
        c += factors * Loops.four(vectors + 2 * width + j)
        d += factors * Loops.four(vectors + 3 * width + j)
      }
      let sums = SIMD4(a.sum(), b.sum(), c.sum(), d.sum())
      squares += sums * sums
    }
    return squares
  }
}
