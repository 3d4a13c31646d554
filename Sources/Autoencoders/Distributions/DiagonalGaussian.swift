public import Distributions
public import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The posterior q(z|x) of one picture: a normal distribution whose dimensions are independent, or the likeliest part of
/// one that is richer.
public struct DiagonalGaussian: Sendable, Equatable {
  /// The mean μ, in the latent shape.
  public var mean: Tensor

  /// The logarithm of the variance, log σ², in the same shape; nil for a deterministic encoder, of which σ = 0.
  public var logVariance: Tensor?

  /// The whole distribution where it is more than mean and log-variance tell.
  public var richer: RicherPosterior?

  /// - Precondition: mean and log-variance have the same shape.
  public init(mean: Tensor, logVariance: Tensor?, richer: RicherPosterior? = nil) {
    precondition(
      logVariance.map { $0.shape == mean.shape } ?? true, "mean and log-variance differ in shape")
    self.mean = mean
    self.logVariance = logVariance
    self.richer = richer
  }

  /// How many standard normal numbers a draw takes: one for each dimension, and what the richer distribution needs more.
  public var noiseCount: Int { mean.count + (richer?.moreNoise ?? 0) }

  /// A draw by reparameterisation: z = μ + t·σ·ε; of a richer distribution as that says.
  /// - Parameters:
  ///   - temperature: t, the factor of the standard deviation; 0 gives the mean.
  ///   - noise: ε, `noiseCount` standard normal numbers; not looked at where t or σ is 0.
  /// - Precondition: there is as much noise, where it is looked at.
  public func sample(temperature: Float, noise: [Float]) -> Tensor {
    guard temperature != 0 else { return mean }
    if let richer {
      return Tensor(mean.shape, richer.sample(temperature: temperature, noise: noise))
    }
    guard let logVariance else { return mean }
    return mean.displaced(byDeviationsOf: logVariance, times: temperature, noise)
  }

  /// The Kullback–Leibler divergence KL(q ‖ N(0, I)) in nats: Σ ½(μ² + σ² − 1 − log σ²).
  ///
  /// Infinite for a deterministic encoder.
  public var klDivergenceToStandardNormal: Double {
    independent?.divergence(to: .standard(mean.count)) ?? .infinity
  }

  /// Mean and log-variance in double precision; nil for a deterministic encoder.
  public var independent: IndependentGaussian? {
    logVariance.map { IndependentGaussian(mean: mean.doubles, logVariance: $0.doubles) }
  }
}

extension Tensor {
  /// The elements in double precision.
  var doubles: [Double] { withUnsafeElements { $0.map { Double($0) } } }

  /// self + t·exp(½ log σ²)·ε, element by element.
  func displaced(byDeviationsOf logVariance: Tensor, times temperature: Float, _ noise: [Float]) -> Tensor {
    precondition(noise.count == count, "\(noise.count) numbers of noise for \(count) dimensions")
    return Tensor(shape) { out in
      withUnsafeElements { mean in
        logVariance.withUnsafeElements { log in
          for i in mean.indices { out[i] = mean[i] + temperature * exp(log[i] / 2) * noise[i] }
        }
      }
    }
  }
}
