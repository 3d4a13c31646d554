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
        let taps = taps(row).map { weights + $0 }
        for (product, factor) in factors.enumerated() {
          let result = target + (product * rows + row) * columns
          for c in 0..<columns {
            result[c] =
              factor.0 * taps[0][c] + factor.1 * taps[1][c] + (factor.2 * taps[2][c] + factor.3 * taps[3][c])
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
      withUnsafeTemporaryAllocation(of: Float.self, capacity: columns) { sum in
        guard let sum = sum.baseAddress else { return }
        for row in range {
          let taps = taps(row).map { gradient + $0 }
          for tap in taps { tap.update(repeating: 0, count: columns) }
          for (product, factor) in factors.enumerated() {
            let first = sums + (product * rows + row) * columns
            sum.update(from: first, count: columns)
            for part in 1..<max(parts, 1) { addFloats(first + part * count, sum, columns) }
            for c in 0..<columns {
              taps[0][c] += factor.0 * sum[c]
              taps[1][c] += factor.1 * sum[c]
              taps[2][c] += factor.2 * sum[c]
              taps[3][c] += factor.3 * sum[c]
            }
          }
        }
      }
    }
  }

  /// Where the four taps begin that a row of the basis' matrices is made of: row by row, two rows and columns of the
  /// kernel that are two apart.
  private func taps(_ row: Int) -> [Int] {
    let (phase, channel) = (row / large.channels, row % large.channels)
    return (0..<4).map { tap in
      let (y, x) = (phase / 2 + tap / 2 * 2, phase % 2 + tap % 2 * 2)
      return ((y * 4 + x) * large.channels + channel) * small.channels
    }
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
