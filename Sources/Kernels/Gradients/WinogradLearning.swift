/// The weights of a `WinogradCorrelation`, which lie as the matrix [4 · 4 · large channels, small channels], into its
/// basis, and their gradient back.
extension WinogradCorrelation {
  /// G g Gᵀ of all weights: a matrix [4 phases · large channels, small channels] for each product.
  func transformWeights(
    _ weights: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>, _ context: LearningContext
  ) throws {
    let (rows, columns, factors) = (4 * large.channels, small.channels, basis.factors)
    try context.inParts(of: rows) { part in
      for row in part {
        let (a, b, c, d) = taps(row)
        for (product, factor) in factors.enumerated() {
          let result = target + (product * rows + row) * columns
          for column in stride(from: 0, to: columns, by: Lanes.scalarCount) {
            let taps = weights + column
            let (first, second) = (factor.0 * load(taps + a), factor.1 * load(taps + b))
            let (third, fourth) = (factor.2 * load(taps + c), factor.3 * load(taps + d))
            store(first + second + (third + fourth), result + column)
          }
        }
      }
    }
  }

  /// Writes Gᵀ p G of the sum of parts.
  /// - Parameter sums: the gradients in the basis of so many parts, one after the other.
  func writeWeightGradient(
    _ sums: UnsafePointer<Float>, parts: Int, into gradient: UnsafeMutablePointer<Float>, _ context: LearningContext
  ) throws {
    let (rows, columns, factors, count) = (4 * large.channels, small.channels, basis.factors, basisWeightCount)
    try context.inParts(of: rows) { range in
      for row in range {
        let (a, b, c, d) = taps(row)
        for tap in [a, b, c, d] { (gradient + tap).update(repeating: 0, count: columns) }
        // Row by row of each product: products lie a power of two apart, and would take each other's place in the cache.
        for (product, factor) in factors.enumerated() {
          let first = sums + (product * rows + row) * columns
          for column in stride(from: 0, to: columns, by: Lanes.scalarCount) {
            var sum = load(first + column)
            for part in 1..<max(parts, 1) { sum += load(first + part * count + column) }
            let taps = gradient + column
            store(load(taps + a) + factor.0 * sum, taps + a)
            store(load(taps + b) + factor.1 * sum, taps + b)
            store(load(taps + c) + factor.2 * sum, taps + c)
            store(load(taps + d) + factor.3 * sum, taps + d)
          }
        }
      }
    }
  }

  /// Where the four taps begin that a row of the basis' matrices is made of: row by row, two rows and columns of the
  /// kernel that are two apart.
  private func taps(_ row: Int) -> (Int, Int, Int, Int) {
    let (phase, channel) = (row / large.channels, row % large.channels)
    let (pixel, line) = (large.channels * small.channels, 4 * large.channels * small.channels)
    let first = phase / 2 * line + phase % 2 * pixel + channel * small.channels
    return (first, first + 2 * pixel, first + 2 * line, first + 2 * line + 2 * pixel)
  }
}

extension WinogradBasis {
  /// What each product takes of the four taps, row by row.
  fileprivate var factors: [(Float, Float, Float, Float)] {
    weights.flatMap { y in
      weights.map { x in (Float(y.0 * x.0), Float(y.0 * x.1), Float(y.1 * x.0), Float(y.1 * x.1)) }
    }
  }
}
