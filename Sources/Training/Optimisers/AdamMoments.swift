import Kernels

/// The two means of every weight, as the steps so far left them.
struct AdamMoments {
  var first: [Float]
  var second: [Float]

  init(count: Int) {
    first = Array(repeating: 0, count: count)
    second = Array(repeating: 0, count: count)
  }

  /// Changes weights by their gradients.
  mutating func update(
    _ weights: UnsafeMutableBufferPointer<Float>, _ gradients: UnsafeMutableBufferPointer<Float>,
    _ pieces: [WeightPiece], _ step: AdamStep, _ workers: any Workers
  ) {
    first.withUnsafeMutableBufferPointer { first in
      second.withUnsafeMutableBufferPointer { second in
        let (m, v) = (first, second)
        workers.perform(pieces.count) { step.apply(pieces[$0], weights, gradients, m, v) }
      }
    }
  }
}
