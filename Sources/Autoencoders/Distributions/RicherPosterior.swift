public import Distributions

/// A posterior that is no normal distribution with independent dimensions.
public enum RicherPosterior: Hashable, Sendable {
  /// One of several normal distributions. Mean and log-variance beside it are those of the likeliest.
  case mixture(Mixture<IndependentGaussian>)
  /// Continuous latents and categories behind them, all independent. The mean beside it has a 1 at the likeliest category of
  /// each, the log-variance is that of the category's numbers.
  case joined(IndependentGaussian, [Categorical])

  /// How many standard normal numbers a draw takes beside one for each dimension.
  var moreNoise: Int {
    switch self {
    case .mixture: 1
    case .joined: 0
    }
  }

  /// A draw.
  ///
  /// Of a mixture: z = μₖ + t·σₖ·ε of a component k chosen by its weight, whatever the temperature; the last number of the
  /// noise chooses it. Of a category: 1 where log qⱼ + t·gⱼ is greatest, with Gumbel noise g; 0 elsewhere.
  func sample(temperature: Float, noise: [Float]) -> [Float] {
    let (temperature, noise) = (Double(temperature), noise.map { Double($0) })
    switch self {
    case .mixture(let mixture):
      precondition(noise.count == mixture.dimension + 1, "\(noise.count) numbers of noise for a mixture")
      let choice = NormalProbability.below(noise[mixture.dimension])
      return mixture.sample(temperature: temperature, choice: choice, noise: noise.dropLast()).map { Float($0) }
    case .joined(let continuous, let categories):
      var latent = continuous.sample(temperature: temperature, noise: Array(noise.prefix(continuous.dimension)))
      for category in categories {
        let gumbel = noise[latent.count..<latent.count + category.count].map { NormalProbability.gumbel($0) }
        latent += category.oneHot(category.sample(temperature: temperature, gumbel: gumbel))
      }
      return latent.map { Float($0) }
    }
  }

  /// log q(z|x) in nats.
  func logDensity(_ z: [Double]) -> Double {
    switch self {
    case .mixture(let mixture): mixture.logDensity(z)
    case .joined(let continuous, let categories):
      parts(z, continuous, categories).reduce(continuous.logDensity(Array(z.prefix(continuous.dimension)))) {
        $0 + $1.category.logDensity(oneHot: $1.numbers)
      }
    }
  }

  /// KL(q ‖ p) in nats, where categories are equally likely under p; nil where there is no closed form.
  func divergence(to p: IndependentGaussian) -> Double? {
    switch self {
    case .mixture(let mixture):
      guard mixture.components.count == 1 else { return nil }
      return mixture.components[0].divergence(to: p)
    case .joined(let continuous, let categories):
      return categories.reduce(continuous.divergence(to: p.prefix(continuous.dimension))) {
        $0 + $1.divergenceToUniform
      }
    }
  }

  private func parts(_ z: [Double], _ continuous: IndependentGaussian, _ categories: [Categorical]) -> [(
    category: Categorical, numbers: [Double]
  )] {
    var start = continuous.dimension
    return categories.map { category in
      defer { start += category.count }
      return (category, Array(z[start..<start + category.count]))
    }
  }
}
