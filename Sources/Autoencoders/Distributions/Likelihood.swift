public import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The distribution p(x|z) that a decoder gives for one latent.
public struct Likelihood: Sendable {
  /// Its family, with what it needs besides the mean.
  public enum Family: Sendable {
    /// Normal, each sample with its own log-variance, in the shape of the picture.
    case gaussian(logVariance: Tensor)
    /// Normal, all samples with one variance.
    case fixedVariance(Float)
    /// Each sample is 0 or 1.
    case bernoulli
    /// Only the mean was computed, because nobody wanted more.
    case leftOut
  }

  /// The mean, in the shape and range of the model's pictures.
  public var mean: Tensor

  /// The family.
  public var family: Family

  /// A distribution over pictures.
  public init(mean: Tensor, family: Family) {
    self.mean = mean
    self.family = family
  }

  /// A draw x ~ p(x|z).
  ///
  /// Normal: x = m + t·σ·ε. Bernoulli: x = m + t·(b − m), where b is 1 if Φ(ε) < m, else 0; so that for every family
  /// t = 0 gives the mean, t = 1 a draw, and t scales the deviation from the mean.
  /// - Parameters:
  ///   - temperature: t, the factor of the deviation; 0 gives the mean.
  ///   - noise: ε, one standard normal number for each sample; not looked at where t is 0.
  /// - Precondition: there is as much noise as there are samples, where it is looked at, and the spread is not left out.
  public func sample(temperature: Float, noise: [Float]) -> Tensor {
    guard temperature != 0 else { return mean }
    switch family {
    case .gaussian(let logVariance):
      return mean.displaced(byDeviationsOf: logVariance, times: temperature, noise)
    case .fixedVariance(let variance):
      return mean.displaced(by: temperature * variance.squareRoot(), noise) { _, noise in noise }
    case .leftOut: preconditionFailure("a draw from a likelihood whose spread was left out")
    case .bernoulli:
      return mean.displaced(by: temperature, noise) { mean, noise in (Self.uniform(noise) < mean ? 1 : 0) - mean }
    }
  }

  /// log p(x|z) of a picture, in nats; nil where the spread was left out, or the one variance is 0.
  ///
  /// Normal: −½ Σ ((x − m)²/v + log v + log 2π). Bernoulli: Σ x·log m + (1 − x)·log(1 − m), with no logarithm below −100.
  /// - Precondition: the picture has the shape of the mean.
  public func logDensity(_ x: Tensor) -> Double? {
    precondition(x.shape == mean.shape, "a picture of \(x.shape) for a likelihood of \(mean.shape)")
    let turn = log(2 * Double.pi)
    switch family {
    case .gaussian(let logVariance):
      return -logVariance.withUnsafeElements { logs in
        sum(x) { i, x, m in (x - m) * (x - m) * exp(-Double(logs[i])) + Double(logs[i]) + turn }
      } / 2
    case .fixedVariance(let variance):
      guard variance > 0 else { return nil }
      let squares = sum(x) { _, x, m in (x - m) * (x - m) }
      return -(squares / Double(variance) + Double(x.count) * (log(Double(variance)) + turn)) / 2
    case .bernoulli:
      return sum(x) { _, x, m in x * max(-100, log(m)) + (1 - x) * max(-100, log(1 - m)) }
    case .leftOut: return nil
    }
  }

  /// Σ f(i, xᵢ, mᵢ).
  private func sum(_ x: Tensor, _ term: (Int, Double, Double) -> Double) -> Double {
    x.withUnsafeElements { x in
      mean.withUnsafeElements { m in x.indices.reduce(0.0) { $0 + term($1, Double(x[$1]), Double(m[$1])) } }
    }
  }

  /// Φ(ε): the standard normal distribution function, which makes a uniform number of a normal one.
  static func uniform(_ normal: Float) -> Float { erfc(-normal * Float(0.5).squareRoot()) / 2 }
}

extension Tensor {
  /// self + factor·f(self, ε), element by element.
  fileprivate func displaced(by factor: Float, _ noise: [Float], _ deviation: (Float, Float) -> Float) -> Tensor {
    precondition(noise.count == count, "\(noise.count) numbers of noise for \(count) samples")
    return Tensor(shape) { out in
      withUnsafeElements { for i in $0.indices { out[i] = $0[i] + factor * deviation($0[i], noise[i]) } }
    }
  }
}
