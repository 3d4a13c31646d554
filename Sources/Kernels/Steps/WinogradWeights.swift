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
      weight.withUnsafeElements { weight in
        for (phase, taps) in taps.enumerated() {
          let places = taps.0.flatMap { y in taps.1.map { x in y * 4 + x } }
          for i in 0..<inputs {
            let start = (phase * inputs + i) * outputs
            for o in stride(from: 0, to: outputs, by: Lanes.scalarCount) {
              let (first, next) = inputAxis == 1 ? (o * inputs + i, inputs) : (i * outputs + o, 1)
              let taps = places.map { Doubles(weight, from: first * 16 + $0, spacing: next * 16) }
              for (product, factor) in factors.enumerated() {
                // Summed in double precision, so that a weight is rounded once.
                var sum = Doubles()
                for tap in 0..<4 { sum += taps[tap] * Doubles(repeating: factor[tap]) }
                matrices.store(Lanes(sum), at: product * matrixCount + start + o)
              }
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
}
