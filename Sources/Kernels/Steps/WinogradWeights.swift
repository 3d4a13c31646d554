import Tensors

/// The weights of 2 × 2 convolutions, one a phase of the input, in the basis of `WinogradConvolution`'s nine products.
struct WinogradWeights {
  /// Nine matrices [phases · in, out].
  let matrices: [Float]

  /// - Parameters:
  ///   - inputAxis: the axis of the input's channels: 1 in [out, in, 4, 4], 0 in [in, out, 4, 4].
  ///   - taps: for each phase the two rows and the two columns of the kernel that are its 2 × 2 kernel.
  init(_ weight: Tensor, inputAxis: Int, taps: [([Int], [Int])]) {
    let (inputs, outputs) = (weight.shape[inputAxis], weight.shape[1 - inputAxis])
    let inner = taps.count * inputs
    matrices = [Float](unsafeUninitializedCapacity: 9 * inner * outputs) { matrices, count in
      weight.withUnsafeElements { weight in
        for (phase, taps) in taps.enumerated() {
          let positions = (0..<9).map { WinogradWeights.offsets($0, taps) }
          for i in 0..<inputs {
            for o in 0..<outputs {
              let kernel = (inputAxis == 1 ? o * inputs + i : i * outputs + o) * 16
              let first = (phase * inputs + i) * outputs + o
              for position in 0..<9 {
                // Summed in double precision, so that a weight is rounded once.
                var sum = 0.0
                for offset in positions[position] { sum += Double(weight[kernel + offset]) }
                matrices[first + position * inner * outputs] = Float(sum)
              }
            }
          }
        }
      }
      count = 9 * inner * outputs
    }
  }

  /// The elements of a 4 × 4 kernel that add up to the weight at a position.
  private static func offsets(_ position: Int, _ taps: ([Int], [Int])) -> [Int] {
    chosen(position / 3, of: taps.0).flatMap { y in chosen(position % 3, of: taps.1).map { x in y * 4 + x } }
  }

  /// Which taps the product at a position takes: the first, both, the second.
  private static func chosen(_ position: Int, of taps: [Int]) -> ArraySlice<Int> {
    position == 0 ? taps[..<1] : position == 1 ? taps[...] : taps[1...]
  }
}
