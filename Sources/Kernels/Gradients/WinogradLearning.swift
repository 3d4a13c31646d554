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
        for column in stride(from: 0, to: columns, by: Lanes.scalarCount) {
          let taps = weights + column
          let (a, b, c, d) = (load(taps + a), load(taps + b), load(taps + c), load(taps + d))
          var result = target + row * columns + column
          for factor in factors {
            store(factor.0 * a + factor.1 * b + (factor.2 * c + factor.3 * d), result)
            result += rows * columns
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
        let places = taps(row)
        for column in stride(from: 0, to: columns, by: Lanes.scalarCount) {
          var (a, b, c, d) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
          var first = sums + row * columns + column
          for factor in factors {
            var sum = load(first)
            for part in 1..<max(parts, 1) { sum += load(first + part * count) }
            a += factor.0 * sum
            b += factor.1 * sum
            c += factor.2 * sum
            d += factor.3 * sum
            first += rows * columns
          }
          let taps = gradient + column
          store(a, taps + places.0)
          store(b, taps + places.1)
          store(c, taps + places.2)
          store(d, taps + places.3)
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
