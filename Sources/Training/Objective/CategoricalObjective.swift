/// What a training makes of the categories of a latent, which a Gumbel-softmax relaxes (Jang et al., 2017; Maddison et al.,
/// 2017).
public struct CategoricalObjective: Hashable, Sendable {
  /// The factor of their KL divergence; the price γ of a nat beside the capacity where there is one.
  public var beta = Ramp.constant(1)
  /// C in nats of all categories together; nil for none.
  public var capacity: Ramp?
  /// τ of the softmax: the smaller, the nearer to a 1 and zeros.
  public var temperature = Ramp.constant(0.67)
  /// The price of a nat by which the categories are not equally frequent in a batch: KL(mean of q(c|x) ‖ uniform), a part of
  /// the KL divergence (Hoffman and Johnson, 2016).
  public var balance = 0.0

  /// Whether categories are told from another variation of each picture than the one that is reconstructed: so they cannot
  /// tell how a picture was varied, which is left to the continuous latents.
  public var seesOtherView = false

  /// The plain bound.
  public init() {}

  /// The penalty of the KL divergence alone.
  var penalty: Objective {
    var objective = Objective()
    (objective.beta, objective.capacity) = (beta, capacity)
    return objective
  }
}
