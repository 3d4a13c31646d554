/// Brings each number of a vector to mean 0 and standard deviation 1: x' = (x − mean) / deviation.
public struct Standardisation: Hashable, Sendable {
  /// The mean of each number.
  public let mean: [Double]
  /// The standard deviation of each number, divided by the count; 1 where a number never changes.
  public let deviation: [Double]

  /// What standardises the rows of a matrix.
  /// - Precondition: there is a row.
  public init(_ vectors: Matrix) {
    precondition(vectors.rows > 0, "no vectors to standardise")
    let count = Double(vectors.rows)
    let mean = vectors.transposedTimes([Double](repeating: 1, count: vectors.rows)).map { $0 / count }
    var squares = [Double](repeating: 0, count: vectors.columns)
    for i in 0..<vectors.rows {
      for (j, x) in vectors.row(i).enumerated() { squares[j] += (x - mean[j]) * (x - mean[j]) }
    }
    self.mean = mean
    deviation = squares.map { $0 > 0 ? ($0 / count).squareRoot() : 1 }
  }

  /// The rows of a matrix, standardised.
  public func apply(_ vectors: Matrix) -> Matrix {
    var result = vectors
    for i in 0..<vectors.rows {
      for j in 0..<vectors.columns {
        let at = i * vectors.columns + j
        result.elements[at] = (vectors.elements[at] - mean[j]) / deviation[j]
      }
    }
    return result
  }
}
