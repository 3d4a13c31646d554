/// The mean and the covariance of vectors that are seen once each, in any number, by Welford's update.
public struct Moments: Sendable {
  /// How many vectors were seen.
  public private(set) var count = 0
  /// Their mean.
  public private(set) var mean: [Double]
  private var scatter: [Double]

  /// Nothing seen yet, of vectors of so many numbers.
  public init(dimension: Int) {
    mean = Array(repeating: 0, count: dimension)
    scatter = Array(repeating: 0, count: dimension * dimension)
  }

  /// How many numbers a vector has.
  public var dimension: Int { mean.count }

  /// Sees one more vector.
  public mutating func add(_ vector: [Double]) {
    precondition(vector.count == dimension)
    count += 1
    let before = zip(vector, mean).map { $0 - $1 }
    for i in mean.indices { mean[i] += before[i] / Double(count) }
    for i in mean.indices {
      for j in mean.indices { scatter[i * dimension + j] += before[i] * (vector[j] - mean[j]) }
    }
  }

  /// The sample covariance, divided by count − 1, row by row. Zero where fewer than two vectors were seen.
  public var covariance: [Double] {
    count < 2 ? Array(repeating: 0, count: scatter.count) : scatter.map { $0 / Double(count - 1) }
  }
}
