import Tensors

/// The weights of 2 × 2 convolutions, one a phase of the input, in the basis of `WinogradConvolution`'s products.
struct WinogradWeights {
  /// A matrix [phases · in, out] for each product.
  let matrices: [Float]

  /// - Precondition: the channels fill vectors.
  /// - Parameters:
  ///   - inputAxis: the axis of the input's channels: 1 in [out, in, 4, 4], 0 in [in, out, 4, 4].
  ///   - taps: for each phase the two rows and the two columns of the kernel that are its 2 × 2 kernel.
  init(_ weight: Tensor, inputAxis: Int, taps: [([Int], [Int])], _ basis: WinogradBasis) {
    let (inputs, outputs) = (weight.shape[inputAxis], weight.shape[1 - inputAxis])
    let matrixCount = taps.count * inputs * outputs
    let factors = WinogradWeights.factors(basis)
    matrices = [Float](unsafeUninitializedCapacity: basis.products * matrixCount) { matrices, count in
      // A row of every matrix at a time: the matrices are powers of two apart, so that the cache holds few lines of them.
      withUnsafeTemporaryAllocation(of: Float.self, capacity: basis.products * outputs) { rows in
        weight.withUnsafeElements { weight in
          for (phase, taps) in taps.enumerated() {
            let places = taps.0.flatMap { y in taps.1.map { x in y * 4 + x } }
            for i in 0..<inputs {
              let (first, next) = inputAxis == 1 ? (i, inputs) : (i * outputs, 1)
              let kernels = KernelRow(weight: weight, start: first * 16, spacing: next * 16, count: outputs)
              kernels.write(places, factors, into: rows)
              matrices.scatter(rows, outputs, from: (phase * inputs + i) * outputs, spacing: matrixCount)
            }
          }
        }
      }
      count = basis.products * matrixCount
    }
  }

  /// What each product takes of the four taps, row by row.
  private static func factors(_ basis: WinogradBasis) -> [SIMD4<Double>] {
    let line = basis.weights
    return line.flatMap { y in
      line.map { x in SIMD4(y.0 * x.0, y.0 * x.1, y.1 * x.0, y.1 * x.1) }
    }
  }
}

/// The 4 × 4 kernels of one channel of the input, one for each of the output.
private struct KernelRow {
  let weight: UnsafeBufferPointer<Float>
  /// Where the first kernel starts, and how far it is to the next.
  let start: Int
  let spacing: Int
  let count: Int

  /// Writes a row for each product: what it takes of the taps at four places of each kernel.
  func write(_ places: [Int], _ factors: [SIMD4<Double>], into rows: UnsafeMutableBufferPointer<Float>) {
    for o in stride(from: 0, to: count, by: Lanes.scalarCount) {
      let taps = places.map { Doubles(weight, from: start + o * spacing + $0, spacing: spacing) }
      for (product, factor) in factors.enumerated() {
        // Summed in double precision, so that a weight is rounded once.
        var sum = Doubles()
        for tap in 0..<4 { sum += taps[tap] * Doubles(repeating: factor[tap]) }
        rows.store(Lanes(sum), at: product * count + o)
      }
    }
  }
}

private typealias Doubles = SIMD8<Double>

extension Doubles {
  /// Numbers of a buffer, so far apart.
  fileprivate init(_ buffer: UnsafeBufferPointer<Float>, from start: Int, spacing: Int) {
    self.init()
    for lane in 0..<scalarCount { self[lane] = Double(buffer[start + lane * spacing]) }
  }
}

extension UnsafeMutableBufferPointer<Float> {
  fileprivate func store(_ lanes: Lanes, at offset: Int) {
    for lane in 0..<Lanes.scalarCount { self[offset + lane] = lanes[lane] }
  }

  /// Copies rows of so many numbers to places so far apart.
  fileprivate func scatter(_ rows: UnsafeMutableBufferPointer<Float>, _ count: Int, from start: Int, spacing: Int) {
    for row in 0..<rows.count / count {
      let target = self[(start + row * spacing)..<(start + row * spacing + count)]
      _ = UnsafeMutableBufferPointer(rebasing: target).update(fromContentsOf: rows[row * count..<(row + 1) * count])
    }
  }
}
