import Distributions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The categories of one latent over a batch, relaxed: y = softmax((a + g)/τ) with Gumbel noise g, from logits a of q(c|x).
struct RelaxedCategory {
  /// How many categories there are.
  let count: Int
  /// y, [batch, categories].
  let values: [Double]
  /// q(c|x), alike.
  private let probabilities: [Double]
  private let logProbabilities: [Double]
  private let temperature: Double
  private let batch: Int

  /// - Parameters:
  ///   - logits: [batch, categories].
  ///   - noise: g, alike.
  init(logits: [Double], noise: [Double], temperature: Double, batch: Int) {
    count = logits.count / max(batch, 1)
    (self.temperature, self.batch) = (temperature, batch)
    let count = count
    func rows(_ numbers: [Double], _ make: ([Double]) -> [Double]) -> [Double] {
      (0..<batch).flatMap { make(Array(numbers[$0 * count..<($0 + 1) * count])) }
    }
    let noisy = zip(logits, noise).map { ($0 + $1) / temperature }
    values = rows(noisy) { row in
      let sum = LogSumExp.of(row)
      return row.map { exp($0 - sum) }
    }
    logProbabilities = rows(logits) { row in
      let sum = LogSumExp.of(row)
      return row.map { $0 - sum }
    }
    probabilities = logProbabilities.map { exp($0) }
  }

  /// KL(q(c|x) ‖ uniform), mean over the batch.
  var divergence: Double {
    log(Double(count)) + zip(probabilities, logProbabilities).reduce(0) { $0 + $1.0 * $1.1 } / Double(batch)
  }

  /// KL(mean of q(c|x) ‖ uniform).
  var imbalance: Double { log(Double(count)) + shares.reduce(0) { $0 + $1 * log(max($1, 1e-30)) } }

  /// The mean of q(c|x) over the batch.
  private var shares: [Double] {
    (0..<count).map { category in
      stride(from: category, to: probabilities.count, by: count).reduce(0) { $0 + probabilities[$1] } / Double(batch)
    }
  }

  /// The gradient by the logits.
  /// - Parameters:
  ///   - gradients: of the loss by y, with 1/batch in them.
  ///   - factor: the derivative of the penalty by the divergence.
  ///   - balance: that by the imbalance.
  func gradients(_ gradients: [Double], factor: Double, balance: Double) -> [Double] {
    let frequencies = shares.map { log(max($0, 1e-30)) }
    return (0..<batch).flatMap { item -> [Double] in
      let row = item * count..<(item + 1) * count
      let (y, q) = (values[row], probabilities[row])
      let reached = zip(y, gradients[row]).reduce(0) { $0 + $1.0 * $1.1 }
      let costs = (0..<count).map { factor * logProbabilities[row.lowerBound + $0] + balance * frequencies[$0] }
      let cost = zip(q, costs).reduce(0) { $0 + $1.0 * $1.1 }
      return row.map { i in
        values[i] * (gradients[i] - reached) / temperature + probabilities[i] * (costs[i - row.lowerBound] - cost)
          / Double(batch)
      }
    }
  }
}
