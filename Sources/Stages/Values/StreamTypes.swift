public import Autoencoders
public import Dataflow
public import Images

extension StreamType {
  /// Pictures, as they are loaded, sampled and saved.
  public static let images = StreamType("images")
  /// Pictures one after the other, as they are saved.
  public static let animations = StreamType("animations")
  /// The encoder's q(z|x) of each picture.
  public static let posterior = StreamType("posterior", phrase: "a posterior")
  /// Points of the latent space.
  public static let latents = StreamType("latents")
  /// The decoder's p(x|z) of each latent.
  public static let likelihood = StreamType("likelihood", phrase: "a likelihood")
}

extension Part {
  /// How far a distribution reaches about its mean: the log-variance of a posterior or a likelihood.
  public static let spread = Part("spread")
}

extension Image: StreamValue {
  /// Images.
  public static var streamType: StreamType { .images }
}

extension DiagonalGaussian: StreamValue {
  /// A posterior.
  public static var streamType: StreamType { .posterior }
}

extension Likelihood: StreamValue {
  /// A likelihood.
  public static var streamType: StreamType { .likelihood }
}
