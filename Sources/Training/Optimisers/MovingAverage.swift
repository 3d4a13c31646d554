import Kernels

/// The exponential moving average of all weights (Polyak and Juditsky, 1992): steadier than the last step's.
struct MovingAverage {
  /// What is kept of the average in a step, 0…1.
  let decay: Double
  var weights: [Float]

  /// Takes the weights of one step more. In the first steps less is kept, so that the beginning is forgotten.
  /// - Parameter step: how many steps there were, with this one.
  mutating func take(_ current: UnsafeMutableBufferPointer<Float>, step: Int, _ workers: any Workers) {
    let kept = Float(min(decay, Double(1 + step) / Double(10 + step)))
    let parts = 16
    weights.withUnsafeMutableBufferPointer { weights in
      let average = weights
      workers.perform(parts) { part in
        for i in part * average.count / parts..<(part + 1) * average.count / parts {
          average[i] = kept * average[i] + (1 - kept) * current[i]
        }
      }
    }
  }
}
