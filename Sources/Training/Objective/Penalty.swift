/// What an objective makes of the KL divergence of each dimension at a step.
struct Penalty {
  /// What is added to the loss, in nats.
  let value: Double
  /// The derivative by each dimension's divergence.
  let weights: [Double]

  /// - Parameter divergences: of each dimension, means over the batch.
  init(_ objective: Objective, step: Int, divergences: [Double]) {
    let beta = objective.beta(step)
    let counted = divergences.map { max($0, objective.freeBits) }
    let total = counted.reduce(0, +)
    var factor = beta
    if let capacity = objective.capacity {
      let excess = total - capacity(step)
      value = beta * abs(excess)
      factor = excess < 0 ? -beta : beta
    } else {
      value = beta * total
    }
    weights = divergences.map { $0 < objective.freeBits ? 0 : factor }
  }
}
