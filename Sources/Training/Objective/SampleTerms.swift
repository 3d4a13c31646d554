import Autoencoders

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The terms of single samples.
struct SampleTerms {
  struct Sums {
    var negativeLogLikelihood = 0.0
    var loss = 0.0
    var squaredError = 0.0

    mutating func add(_ other: Sums) {
      negativeLogLikelihood += other.negativeLogLikelihood
      loss += other.loss
      squaredError += other.squaredError
    }
  }

  let family: UntrainedModel.Family
  let varianceWeight: Double
  static let log2Pi = log(2 * Double.pi)

  init(_ family: UntrainedModel.Family, varianceWeight: Double) {
    self.family = family
    self.varianceWeight = varianceWeight
  }

  /// The sums over some samples, and the gradients by the decoder's outputs.
  /// - Parameter share: what the gradients are multiplied by: how much these samples count in the loss.
  func evaluate(
    _ x: [Float], _ outputs: [[Float]], _ range: Range<Int>, share: Double, _ means: UnsafeMutableBufferPointer<Float>,
    _ spreads: UnsafeMutableBufferPointer<Float>
  ) -> Sums {
    switch family {
    case .gaussian(let measure): gaussian(x, outputs[0], outputs[1], measure, range, share, means, spreads)
    case .fixedVariance(let variance): fixed(x, outputs[0], variance, range, share, means)
    case .bernoulli: bernoulli(x, outputs[0], range, share, means)
    }
  }

  private func gaussian(
    _ x: [Float], _ m: [Float], _ s: [Float], _ measure: UntrainedModel.SpreadMeasure, _ range: Range<Int>,
    _ share: Double, _ means: UnsafeMutableBufferPointer<Float>, _ spreads: UnsafeMutableBufferPointer<Float>
  ) -> Sums {
    var sums = Sums()
    GaussianBlock.withMemory { block in
      for first in stride(from: range.lowerBound, to: range.upperBound, by: GaussianBlock.size) {
        let samples = first..<min(first + GaussianBlock.size, range.upperBound)
        block.read(x, m, s, measure, samples, varianceWeight: varianceWeight)
        sums.add(block.evaluate(count: samples.count, share: Float(share)))
        block.write(samples, means, spreads, s, measure)
      }
    }
    return sums
  }

  private func fixed(
    _ x: [Float], _ m: [Float], _ variance: Double, _ range: Range<Int>, _ share: Double,
    _ means: UnsafeMutableBufferPointer<Float>
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
    _ x: [Float], _ logits: [Float], _ range: Range<Int>, _ share: Double, _ means: UnsafeMutableBufferPointer<Float>
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
