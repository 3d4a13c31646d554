#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Categories as networks see them: a 1 and zeros.
extension Categorical {
  /// A 1 at an outcome, and 0 at the others.
  public func oneHot(_ outcome: Int) -> [Double] { (0..<count).map { $0 == outcome ? 1 : 0 } }

  /// log p of the outcome that numbers show.
  public func logDensity(oneHot numbers: [Double]) -> Double {
    zip(numbers, logProbabilities).reduce(0) { $1.0 == 0 ? $0 : $0 + $1.0 * $1.1 }
  }

  /// The outcome at which log pⱼ + t·gⱼ is greatest: a fair draw for t = 1 and Gumbel noise g (Gumbel, 1954), the likeliest
  /// for t = 0.
  public func sample(temperature: Double, gumbel: [Double]) -> Int {
    let scores = zip(logProbabilities, gumbel).map { $0 + (temperature == 0 ? 0 : temperature * $1) }
    return scores.indices.max { (scores[$0], $1) < (scores[$1], $0) } ?? 0
  }

  /// KL to equal probabilities in nats: log K − entropy.
  public var divergenceToUniform: Double { max(0, log(Double(count)) - entropy) }

  /// What each outcome adds to it, none less than 0: p·log(p·K) + 1/K − p.
  public var divergencesToUniform: [Double] {
    let share = 1 / Double(count)
    return logProbabilities.map { logarithm in
      let p = exp(logarithm)
      return (p > 0 ? p * (logarithm - log(share)) : 0) + share - p
    }
  }
}
