import ReferenceValues
import Statistics

/// What numpy and scikit-learn compute of the same numbers.
struct StatisticsReference: Decodable {
  let many, few: [[Double]]
  let labels: [Bool]
  let sampleWeights: [Double]
  let mean: [Double]
  let covariance: [[Double]]
  let logistic, weightedLogistic: [Logistic]
  let scores: [Double]
  let area: Double
  let symmetric: [[Double]]
  let eigenvalues: [Double]
  let cholesky: [[Double]]
  let solution, distances: [Double]
  let componentsOfMany, componentsOfFew: Components

  struct Logistic: Decodable, Sendable {
    let penalty: Double
    let standardised: [Double]
    let standardisedBias: Double
    let weights: [Double]
    let bias: Double

    enum CodingKeys: String, CodingKey {
      case penalty, standardised, weights, bias
      case standardisedBias = "standardised bias"
    }
  }

  struct Components: Decodable {
    let directions: [[Double]]
    let variances, shares: [Double]
  }

  enum CodingKeys: String, CodingKey {
    case many, few, labels, mean, covariance, logistic, scores, area, symmetric, eigenvalues, cholesky, solution
    case distances
    case sampleWeights = "sample weights"
    case weightedLogistic = "weighted logistic"
    case componentsOfMany = "components of many"
    case componentsOfFew = "components of few"
  }

  static func load() throws -> StatisticsReference { try ReferenceValues.load("statistics") }
}

/// The largest difference of two lists, relative to the largest number of the second; infinite where counts differ.
func difference(_ a: [Double], _ b: [Double]) -> Double {
  guard a.count == b.count else { return .infinity }
  let scale = b.map(abs).max() ?? 1
  return zip(a, b).map { abs($0 - $1) / scale }.reduce(0, max)
}
