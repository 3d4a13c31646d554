/// The mean and the covariance of vectors that are seen once each, in any number, by Welford's update.
public struct Moments: Sendable {
  /// How many vectors were seen.
  public private(set) var count = 0
  /// Their mean.
  public private(set) var mean: [Double]
  /// Σ (x − mean)(x − mean)ᵀ; the part above the diagonal is left out.
  private var scatter: Matrix

  /// Nothing seen yet, of vectors of so many numbers.
  public init(dimension: Int) {
    mean = Array(repeating: 0, count: dimension)
    scatter = Matrix(rows: dimension, columns: dimension)
  }

  /// The rows of a matrix, each seen once.
  public init(_ vectors: Matrix) {
    self.init(dimension: vectors.columns)
    for i in 0..<vectors.rows { add(vectors.row(i)) }
  }

  /// How many numbers a vector has.
  public var dimension: Int { mean.count }

  /// Sees one more vector.
  public mutating func add(_ vector: [Double]) {
    precondition(vector.count == dimension)
    count += 1
    var (before, after) = (vector, vector)
    for i in mean.indices {
      before[i] -= mean[i]
      mean[i] += before[i] / Double(count)
      after[i] -= mean[i]
    }
    let dimension = dimension
    scatter.elements.withUnsafeMutableBufferPointer { scatter in
      guard let scatter = scatter.baseAddress else { return }
      _ = withPointers(before, after) { before, after in
        for i in 0..<dimension { Loops.add(before[i], after, to: scatter + i * dimension, i + 1) }
      }
    }
  }

  /// The sample covariance, divided by count − 1. Zero where fewer than two vectors were seen.
  public var covariance: Matrix {
    var result = Matrix(rows: dimension, columns: dimension)
    guard count >= 2 else { return result }
    for i in 0..<dimension {
      for j in 0...i {
        result[i, j] = scatter[i, j] / Double(count - 1)
        result[j, i] = result[i, j]
      }
    }
    return result
  }

  /// The variance of each number, divided by count − 1. Zero where fewer than two vectors were seen.
  public var variance: [Double] { scatter.diagonal.map { count < 2 ? 0 : $0 / Double(count - 1) } }
}
