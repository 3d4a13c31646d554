import Distributions
import ReferenceValues
import Statistics

/// What torch, numpy and scikit-learn compute of the same numbers.
struct DistributionsReference: Decodable {
  let correlated: Pair<Full>
  let independent: Pair<Diagonal>
  let distance: Double
  let mixture: Mixed
  let categorical: Outcomes
  let fit: Fit

  struct Pair<Parameters: Decodable>: Decodable {
    let p, q: Parameters
    let x: [Double]
    let logDensity, entropy, divergence, otherWay: Double

    enum CodingKeys: String, CodingKey {
      case p, q, x, entropy, divergence
      case logDensity = "log density"
      case otherWay = "other way"
    }
  }

  struct Full: Decodable {
    let mean: [Double]
    let covariance: [[Double]]

    func gaussian() throws -> CorrelatedGaussian {
      try CorrelatedGaussian(mean: mean, covariance: Matrix(rows: covariance), name: "the reference")
    }
  }

  struct Diagonal: Decodable {
    let mean, logVariance: [Double]
    var gaussian: IndependentGaussian { IndependentGaussian(mean: mean, logVariance: logVariance) }

    enum CodingKeys: String, CodingKey {
      case mean
      case logVariance = "log variance"
    }
  }

  struct Mixed: Decodable {
    let weights: [Double]
    let components: [Full]
    let x: [Double]
    let logDensity: Double
    let responsibilities: [Double]

    enum CodingKeys: String, CodingKey {
      case weights, components, x, responsibilities
      case logDensity = "log density"
    }
  }

  struct Outcomes: Decodable {
    let logits: [[Double]]
    let logProbabilities: [Double]
    let entropy, divergence: Double

    enum CodingKeys: String, CodingKey {
      case logits, entropy, divergence
      case logProbabilities = "log probabilities"
    }
  }

  struct Fit: Decodable {
    let vectors: [[Double]]
    let logLikelihood: Double
    let weights: [Double]
    let means: [[Double]]
    let covariances: [[[Double]]]

    enum CodingKeys: String, CodingKey {
      case vectors, weights, means, covariances
      case logLikelihood = "log likelihood"
    }
  }

  static func load() throws -> DistributionsReference { try ReferenceValues.load("distributions") }
}

/// The largest difference of two lists; infinite where counts differ.
func difference(_ a: [Double], _ b: [Double]) -> Double {
  a.count == b.count ? zip(a, b).map { abs($0 - $1) }.reduce(0, max) : .infinity
}
