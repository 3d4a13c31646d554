public import Distributions
public import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A normal distribution whose dimensions are independent: the posterior q(z|x) of one picture.
public struct DiagonalGaussian: Sendable, Equatable {
  /// The mean μ, in the latent shape.
  public var mean: Tensor

  /// The logarithm of the variance, log σ², in the same shape; nil for a deterministic encoder, of which σ = 0.
  public var logVariance: Tensor?

  /// - Precondition: both have the same shape.
  public init(mean: Tensor, logVariance: Tensor?) {
    precondition(logVariance.map { $0.shape == mean.shape } ?? true, "mean and log-variance differ in shape")
    self.mean = mean
    self.logVariance = logVariance
  }

  /// A draw by reparameterisation: z = μ + t·σ·ε.
  /// - Parameters:
  ///   - temperature: t, the factor of the standard deviation; 0 gives the mean.
  ///   - noise: ε, one standard normal number for each dimension; not looked at where t or σ is 0.
  /// - Precondition: there is as much noise as there are dimensions, where it is looked at.
  public func sample(temperature: Float, noise: [Float]) -> Tensor {
    guard temperature != 0, let logVariance else { return mean }
    return mean.displaced(byDeviationsOf: logVariance, times: temperature, noise)
  }

  /// The Kullback–Leibler divergence KL(q ‖ N(0, I)) in nats: Σ ½(μ² + σ² − 1 − log σ²).
  ///
  /// Infinite for a deterministic encoder.
  public var klDivergenceToStandardNormal: Double {
    independent?.divergence(to: .standard(mean.count)) ?? .infinity
  }

  /// The same distribution in double precision; nil for a deterministic encoder.
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
