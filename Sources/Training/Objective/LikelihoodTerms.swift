import Autoencoders
import Kernels

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The picture half of the objective: −log p(x|z) of a batch and its gradient by the decoder's outputs.
struct LikelihoodTerms {
  /// −log p(x|z), mean over the batch.
  private(set) var negativeLogLikelihood = 0.0
  /// What is minimised of it: the same unless samples are weighted by their variance.
  private(set) var loss = 0.0
  /// Of pictures and means, over all samples.
  private(set) var squaredError = 0.0
  /// By the decoder's first output, with 1/batch in it.
  private(set) var meanGradients: [Float]
  /// By its second; empty where it has none.
  private(set) var spreadGradients: [Float]

  /// - Parameters:
  ///   - pictures: x, [batch, samples].
  ///   - outputs: the decoder's, alike: means or logits, and spreads where each sample has its own.
  init(
    pictures: [Float], outputs: [[Float]], _ family: UntrainedModel.Family, varianceWeight: Double, batch: Int,
    _ workers: any Workers
  ) {
    meanGradients = [Float](repeating: 0, count: pictures.count)
    spreadGradients = [Float](repeating: 0, count: outputs.count > 1 ? pictures.count : 0)
    let terms = SampleTerms(family, varianceWeight: varianceWeight, batch: batch)
    let parts = min(batch, LikelihoodTerms.parts)
    var sums = [SampleTerms.Sums](repeating: .init(), count: max(parts, 1))
    let count = pictures.count
    sums.withUnsafeMutableBufferPointer { sums in
      meanGradients.withUnsafeMutableBufferPointer { meanGradients in
        spreadGradients.withUnsafeMutableBufferPointer { spreadGradients in
          let (sums, means, spreads) = (sums, meanGradients, spreadGradients)
          workers.perform(parts) { part in
            let range = part * count / parts..<(part + 1) * count / parts
            sums[part] = terms.evaluate(pictures, outputs, range, means, spreads)
          }
        }
      }
    }
    for sum in sums {
      negativeLogLikelihood += sum.negativeLogLikelihood / Double(batch)
      loss += sum.loss / Double(batch)
      squaredError += sum.squaredError / Double(max(count, 1))
    }
  }

  /// The parts that a batch's samples are cut into, on any number of cores.
  private static let parts = 16
}

/// The terms of single samples.
private struct SampleTerms {
  struct Sums {
    var negativeLogLikelihood = 0.0
    var loss = 0.0
    var squaredError = 0.0
  }

  let family: UntrainedModel.Family
  let varianceWeight: Double
  let share: Double

  private static let log2Pi = log(2 * Double.pi)

  init(_ family: UntrainedModel.Family, varianceWeight: Double, batch: Int) {
    self.family = family
    self.varianceWeight = varianceWeight
    share = 1 / Double(batch)
  }

  func evaluate(
    _ x: [Float], _ outputs: [[Float]], _ range: Range<Int>, _ means: UnsafeMutableBufferPointer<Float>,
    _ spreads: UnsafeMutableBufferPointer<Float>
  ) -> Sums {
    switch family {
    case .gaussian(let measure): gaussian(x, outputs[0], outputs[1], measure, range, means, spreads)
    case .fixedVariance(let variance): fixed(x, outputs[0], variance, range, means)
    case .bernoulli: bernoulli(x, outputs[0], range, means)
    }
  }

  /// ½((x − m)²/v + log v + log 2π).
  private func gaussian(
    _ x: [Float], _ m: [Float], _ s: [Float], _ measure: UntrainedModel.SpreadMeasure, _ range: Range<Int>,
    _ means: UnsafeMutableBufferPointer<Float>, _ spreads: UnsafeMutableBufferPointer<Float>
  ) -> Sums {
    var sums = Sums()
    for i in range {
      let (logVariance, slope) = Self.logVariance(Double(s[i]), measure)
      let (difference, precision) = (Double(x[i]) - Double(m[i]), exp(-logVariance))
      let squared = difference * difference
      let term = (squared * precision + logVariance + Self.log2Pi) / 2
      let weight = varianceWeight == 0 ? 1 : exp(varianceWeight * logVariance)
      sums.negativeLogLikelihood += term
      sums.loss += weight * term
      sums.squaredError += squared
      means[i] = Float(-difference * precision * weight * share)
      spreads[i] = Float((1 - squared * precision) / 2 * slope * weight * share)
    }
    return sums
  }

  /// log v, and its derivative by what the network gives.
  private static func logVariance(
    _ value: Double, _ measure: UntrainedModel.SpreadMeasure
  ) -> (value: Double, slope: Double) {
    switch measure {
    case .logVariance: (value, 1)
    case .logSigma: (2 * value, 2)
    case .sigma: (2 * log(max(abs(value), 1e-18)), abs(value) < 1e-18 ? 0 : 2 / value)
    }
  }

  private func fixed(
    _ x: [Float], _ m: [Float], _ variance: Double, _ range: Range<Int>, _ means: UnsafeMutableBufferPointer<Float>
  ) -> Sums {
    var sums = Sums()
    let constant = (log(variance) + Self.log2Pi) / 2
    for i in range {
      let difference = Double(x[i]) - Double(m[i])
      sums.squaredError += difference * difference
      means[i] = Float(-difference / variance * share)
    }
    sums.negativeLogLikelihood = sums.squaredError / variance / 2 + constant * Double(range.count)
    sums.loss = sums.negativeLogLikelihood
    return sums
  }

  /// Cross-entropy on logits l: max(l, 0) − l·x + log(1 + e^−|l|).
  private func bernoulli(
    _ x: [Float], _ logits: [Float], _ range: Range<Int>, _ means: UnsafeMutableBufferPointer<Float>
  ) -> Sums {
    var sums = Sums()
    for i in range {
      let (logit, target) = (Double(logits[i]), Double(x[i]))
      let probability = 1 / (1 + exp(-logit))
      sums.negativeLogLikelihood += max(logit, 0) - logit * target + log1p(exp(-abs(logit)))
      sums.squaredError += (target - probability) * (target - probability)
      means[i] = Float((probability - target) * share)
    }
    sums.loss = sums.negativeLogLikelihood
    return sums
  }
}
