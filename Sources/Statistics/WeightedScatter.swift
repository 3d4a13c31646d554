/// The scatter of weighted vectors around a mean, Σ w·(x − mean)(x − mean)ᵀ, some of its rows at a time: the bands can be
/// computed on several cores, and each is the same whoever computes it.
public struct WeightedScatter: Sendable {
  /// A vector with a smaller weight is left out, which is below rounding.
  public static let leastWeight = 0x1p-52

  private let vectors: Matrix
  private let mean: [Double]
  /// The rows that count, with their weights.
  private let members: [(row: Int, weight: Double)]

  /// - Precondition: a weight for each row of the matrix, a mean for each column.
  public init(_ vectors: Matrix, weights: [Double], mean: [Double]) {
    precondition(weights.count == vectors.rows && mean.count == vectors.columns)
    self.vectors = vectors
    self.mean = mean
    members = weights.enumerated().filter { $0.element >= Self.leastWeight }.map { ($0.offset, $0.element) }
  }

  /// Some rows of the scatter, one after the other; the part right of the diagonal is left out.
  public func band(_ band: Range<Int>) -> [Double] {
    let size = vectors.columns
    let width = (size + 3) / 4 * 4
    var sums = [Double](repeating: 0, count: band.count * width)
    var centred = [Double](repeating: 0, count: 8 * width)
    for start in stride(from: 0, to: members.count, by: 8) {
      var weights = SIMD8<Double>()
      for place in 0..<min(8, members.count - start) {
        weights[place] = members[start + place].weight
        centre(members[start + place].row, into: &centred, at: place * width)
      }
      sums.withUnsafeMutableBufferPointer { sums in
        centred.withUnsafeBufferPointer { centred in
          guard let sums = sums.baseAddress, let centred = centred.baseAddress else { return }
          Self.add(centred, weights, to: sums, band, width)
        }
      }
    }
    return (0..<band.count).flatMap { sums[$0 * width..<$0 * width + size] }
  }

  private func centre(_ row: Int, into centred: inout [Double], at offset: Int) {
    _ = withPointers(vectors.elements, mean) { vectors, mean in
      centred.withUnsafeMutableBufferPointer { centred in
        guard let centred = centred.baseAddress else { return }
        Loops.subtract(mean, from: vectors + row * self.mean.count, into: centred + offset, self.mean.count)
      }
    }
  }

  /// Adds what eight vectors give, one after the other in memory.
  @inline(__always)
  private static func add(
    _ vectors: UnsafePointer<Double>, _ weights: SIMD8<Double>, to sums: UnsafeMutablePointer<Double>,
    _ band: Range<Int>, _ width: Int
  ) {
    for i in band {
      let row = sums + (i - band.lowerBound) * width
      let f = (
        vectors[i] * weights[0], vectors[width + i] * weights[1], vectors[2 * width + i] * weights[2],
        vectors[3 * width + i] * weights[3], vectors[4 * width + i] * weights[4], vectors[5 * width + i] * weights[5],
        vectors[6 * width + i] * weights[6], vectors[7 * width + i] * weights[7]
      )
      var j = 0
      while j <= i {
        let x = vectors + j
        var sum = Loops.four(row + j)
        sum += f.0 * Loops.four(x) + f.1 * Loops.four(x + width)
        sum += f.2 * Loops.four(x + 2 * width) + f.3 * Loops.four(x + 3 * width)
        sum += f.4 * Loops.four(x + 4 * width) + f.5 * Loops.four(x + 5 * width)
        sum += f.6 * Loops.four(x + 6 * width) + f.7 * Loops.four(x + 7 * width)
        UnsafeMutableRawPointer(row + j).storeBytes(of: sum, as: SIMD4<Double>.self)
        j += 4
      }
    }
  }
}
