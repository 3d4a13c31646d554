/// The directions along which vectors vary most, each at a right angle to those before it.
public struct PrincipalComponents: Sendable {
  /// The mean of the vectors.
  public let mean: [Double]
  /// The directions, a row each, of norm 1; the number with the largest magnitude of each is positive.
  public let directions: Matrix
  /// The variance along each direction, divided by count − 1, the largest first.
  public let variances: [Double]
  /// The sum of the variances of all directions.
  public let totalVariance: Double

  /// The components of the rows of a matrix, in the order of their variance.
  ///
  /// n vectors of d numbers vary along at most n − 1 directions; where n < d, these come from the n×n products of the
  /// vectors instead of the d×d covariance. A direction without variance is left out.
  /// - Parameter count: how many are wanted at most.
  /// - Precondition: there are two rows.
  public init(_ vectors: Matrix, count: Int) {
    precondition(vectors.rows >= 2, "\(vectors.rows) vectors do not vary")
    if vectors.rows < vectors.columns {
      self.init(few: vectors, count)
    } else {
      self.init(Moments(vectors), count: count)
    }
  }

  /// The components of vectors that were seen.
  /// - Precondition: two were.
  public init(_ moments: Moments, count: Int) {
    precondition(moments.count >= 2, "\(moments.count) vectors do not vary")
    let eigen = SymmetricEigen(moments.covariance)
    let kept = Self.kept(eigen.values, count, rank: moments.count - 1)
    mean = moments.mean
    variances = Array(eigen.values[..<kept])
    totalVariance = moments.variance.reduce(0, +)
    directions = Matrix(
      rows: kept, columns: moments.dimension, Array(eigen.vectors.elements[..<(kept * moments.dimension)]))
  }

  /// The share of the whole variance that each direction has, 0…1.
  public var shares: [Double] { variances.map { totalVariance > 0 ? $0 / totalVariance : 0 } }

  /// Where a vector lies along each direction, from the mean.
  public func coordinates(_ vector: [Double]) -> [Double] { directions.times(zip(vector, mean).map { $0 - $1 }) }

  private init(few vectors: Matrix, _ count: Int) {
    let degrees = Double(vectors.rows - 1)
    let mean = vectors.transposedTimes([Double](repeating: 1, count: vectors.rows)).map { $0 / Double(vectors.rows) }
    let centred = Matrix(rows: (0..<vectors.rows).map { i in zip(vectors.row(i), mean).map { $0 - $1 } })
    let eigen = SymmetricEigen(centred.rowProducts)
    let kept = Self.kept(eigen.values, count, rank: vectors.rows - 1)
    self.mean = mean
    variances = eigen.values[..<kept].map { $0 / degrees }
    totalVariance = eigen.values.reduce(0, +) / degrees
    let directions = (0..<kept).map { k in
      centred.transposedTimes(eigen.vectors.row(k)).map { $0 / eigen.values[k].squareRoot() }.facingUp
    }
    self.directions = kept == 0 ? Matrix(rows: 0, columns: vectors.columns) : Matrix(rows: directions)
  }

  /// How many of the variances are wanted and more than rounding.
  private static func kept(_ variances: [Double], _ count: Int, rank: Int) -> Int {
    let least = (variances.first ?? 0) * Double(variances.count) * 0x1p-50
    return min(count, rank, variances.prefix { $0 > least }.count)
  }
}
