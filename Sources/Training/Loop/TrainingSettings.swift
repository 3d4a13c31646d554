/// How a model is trained.
public struct TrainingSettings: Hashable, Sendable {
  /// How often every picture is seen.
  public var epochs = 10
  /// The pictures whose gradients are computed together.
  public var batch = 100
  /// How many batches are summed up before the weights change.
  public var accumulation = 1
  /// What is minimised.
  public var objective = Objective()
  /// The optimiser.
  public var adam = Adam()
  /// How its rate goes.
  public var rate = LearningRate(peak: 1e-3, course: .oneCycle, warmUp: 0.3)
  /// The largest norm of all gradients together; larger ones are scaled down to it. Nil for no bound.
  public var clipping: Double?
  /// What is kept of the weights' moving average in a step; nil for the weights of the last step.
  public var average: Double?
  /// How pictures are varied.
  public var augmentation = Augmentation()
  /// Keys parameters, order and noise.
  public var seed: UInt64 = 0

  /// Ten epochs of one cycle.
  public init() {}

  /// How many variations of each picture are encoded.
  var views: Int { objective.categorical.seesOtherView ? 2 : 1 }
}
