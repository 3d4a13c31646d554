#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A distribution over outcomes that are numbered from 0.
public struct Categorical: Hashable, Sendable {
  /// The logarithm of each outcome's probability; −∞ for one that never happens.
  public let logProbabilities: [Double]

  /// Probabilities in proportion to weights.
  /// - Throws: ``NoProbabilities`` where there are none, one is negative or no number, or all are 0.
  public init(weights: [Double]) throws(NoProbabilities) {
    guard !weights.isEmpty else { throw .none }
    if let bad = weights.firstIndex(where: { !($0 >= 0) || $0 == .infinity }) {
      throw .weight(weights[bad], outcome: bad)
    }
    let sum = weights.reduce(0, +)
    guard sum > 0, sum < .infinity else { throw .sum(sum) }
    logProbabilities = weights.map { log($0 / sum) }
  }

  /// Probabilities in proportion to exp(xᵢ), as a network gives them.
  /// - Throws: ``NoProbabilities`` where there are none, or one is no number.
  public init(logits: [Double]) throws(NoProbabilities) {
    guard !logits.isEmpty else { throw .none }
    if let bad = logits.firstIndex(where: { $0.isNaN || $0 == .infinity }) { throw .weight(logits[bad], outcome: bad) }
    let sum = LogSumExp.of(logits)
    guard sum > -.infinity else { throw .sum(0) }
    logProbabilities = logits.map { $0 - sum }
  }

  /// How many outcomes there are.
  public var count: Int { logProbabilities.count }

  /// The outcome of the greatest probability; the first of several.
  public var likeliest: Int {
    logProbabilities.indices.max { (logProbabilities[$0], $1) < (logProbabilities[$1], $0) } ?? 0
  }

  /// The probability of each outcome.
  public var probabilities: [Double] { logProbabilities.map { exp($0) } }

  /// log p of an outcome.
  public func logDensity(_ outcome: Int) -> Double { logProbabilities[outcome] }

  /// The outcome that a uniform number in [0, 1) stands for: the first up to which the probabilities' sum exceeds it.
  public func sample(uniform: Double) -> Int {
    var sum = 0.0
    for (outcome, probability) in probabilities.enumerated() {
      sum += probability
      if uniform < sum { return outcome }
    }
    // The sum may end a little below 1.
    return logProbabilities.lastIndex { $0 > -.infinity } ?? 0
  }

  /// The entropy −Σ p·log p in nats.
  public var entropy: Double { -logProbabilities.reduce(0) { $1 > -.infinity ? $0 + exp($1) * $1 : $0 } }

  /// The Kullback–Leibler divergence Σ p·log(p/q) in nats; infinite where q never gives what this one may.
  public func divergence(to q: Categorical) -> Double {
    precondition(q.count == count, "distributions of \(count) and \(q.count) outcomes")
    // p·log(p/q) + q − p has no negative term, and the rest adds to 0.
    return zip(logProbabilities, q.logProbabilities).reduce(0) { sum, logarithms in
      let (p, q) = logarithms
      guard p > -.infinity else { return sum + exp(q) }
      return q > -.infinity ? sum + exp(p) * LogRatio.excess(q - p) : .infinity
    }
  }
}

/// Numbers that are no probabilities.
public enum NoProbabilities: Error, Hashable, Sendable {
  /// There are none.
  case none
  /// One is negative, infinite or not a number.
  case weight(Double, outcome: Int)
  /// Their sum is 0, or infinite.
  case sum(Double)
}

extension NoProbabilities: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .none: "a distribution needs at least one outcome"
    case .weight(let weight, let outcome):
      "the weight of outcome \(outcome) is \(weight); give a finite number, at least 0"
    case .sum(let sum): "the weights' sum is \(sum); give one that is positive and finite"
    }
  }
}
