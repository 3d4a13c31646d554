/// What a training minimises: for each picture the negative log-likelihood of a reconstruction and the KL divergence of
/// its posterior, each with its treatment.
///
/// loss = mean over the batch of −log p(x|z) + penalty(KL). With β and KL warm-up (Higgins et al. 2017, Bowman et al.
/// 2016) the penalty is β·KL; with a capacity (Burgess et al. 2018) γ·|KL − C|; free bits (Kingma et al. 2016) count a
/// dimension's KL, averaged over the batch, at least as λ.
public struct Objective: Hashable, Sendable {
  /// β, perhaps warmed up; γ where there is a capacity.
  public var beta = Ramp.constant(1)
  /// C in nats; nil for none.
  public var capacity: Ramp?
  /// λ in nats a dimension; 0 for none.
  public var freeBits = 0.0
  /// How strongly latents are pulled to the mean of their group where their factor does not vary, for graphics codes
  /// (Kulkarni et al. 2015); nil for a training without.
  public var pull: Double?
  /// How strongly each named dimension of graphics codes is held to its factor's value, in standard deviations; nil for not
  /// at all.
  public var anchor: Double?
  /// How strongly the decoder is held to what changes within a group, for graphics codes: half of it a sample where
  /// nothing of the change is drawn; nil for not at all. Without a pull there are no groups to hold it to.
  public var contrast: Double?
  /// How strongly a sample's term is weighted by its own variance, as if that were a constant: v^b (β-NLL, Seitzer et
  /// al. 2022); 0 is the plain likelihood. It keeps a learned variance from starving the mean.
  public var varianceWeight = 0.0

  /// What is made of the categories of a latent, whose KL divergence has its own treatment (Dupont, 2018).
  public var categorical = CategoricalObjective()

  /// The plain evidence lower bound.
  public init() {}
}

/// The loss of a batch in its parts, means over the batch in nats.
public struct Losses: Hashable, Sendable {
  /// What is minimised.
  public var loss = 0.0
  /// −log p(x|z) of the reconstructions.
  public var negativeLogLikelihood = 0.0
  /// KL(q(z|x) ‖ p(z)).
  public var klDivergence = 0.0
  /// The mean squared difference of pictures and reconstructions, over all samples.
  public var squaredError = 0.0

  /// Nothing yet.
  public init() {}

  init(loss: Double, negativeLogLikelihood: Double, klDivergence: Double, squaredError: Double) {
    self.loss = loss
    self.negativeLogLikelihood = negativeLogLikelihood
    self.klDivergence = klDivergence
    self.squaredError = squaredError
  }

  /// −(negative log-likelihood + KL): the evidence lower bound.
  public var evidenceLowerBound: Double { -(negativeLogLikelihood + klDivergence) }
}
