import Distributions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// log p(x) from draws of the posterior: log Σ wₖ − log K with wₖ = p(x|zₖ)·p(zₖ) / q(zₖ|x).
///
/// A lower bound in expectation that grows with K; with K = 1 it is the ELBO (Burda, Grosse and Salakhutdinov, 2016).
public struct ImportanceEstimate: Hashable, Sendable {
  /// The estimate of log p(x), in nats.
  public let logDensity: Double
  /// Its standard error by the spread of the weights: that of their mean, divided by it. It is too small where a few draws
  /// have all the weight; `effectiveDraws` tells.
  public let standardError: Double
  /// (Σ wₖ)² / Σ wₖ²: between 1, where one draw has all the weight, and K.
  public let effectiveDraws: Double

  /// An estimate from the logarithms of the weights.
  /// - Precondition: there is one at least.
  public init(logWeights: [Double]) {
    let count = Double(logWeights.count)
    let sum = LogSumExp.of(logWeights)
    let shares = logWeights.map { exp($0 - sum) }
    let squares = shares.reduce(0) { $0 + $1 * $1 }
    logDensity = sum - log(count)
    effectiveDraws = squares > 0 ? 1 / squares : 0
    standardError = count > 1 ? max(0, (squares * count - 1) / (count - 1)).squareRoot() : .infinity
  }
}
