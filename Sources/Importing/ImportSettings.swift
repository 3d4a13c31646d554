import Autoencoders

/// What a user says about a model whose files do not say it; nil leaves it to what is usual, which is told.
public struct ImportSettings: Sendable {
  /// How messages call the model.
  public var name: String?
  /// The template of `zoetrope architectures`; found from the tensors' names if not said.
  public var architecture: String?
  /// The size of its pictures, for a model that takes several or whose files do not tell.
  public var size: ImportSize?
  /// What the second half of the posterior's head is.
  public var spread: SpreadMeaning?
  /// How mean and spread lie in what the encoder gives.
  public var layout: HeadLayout?
  /// What the decoder gives.
  public var output: OutputMeaning?
  /// What black and white are for the networks.
  public var range: PixelRange?
  /// What was taken off each channel before the encoder, in the unit of `range`.
  public var channelMean: [Double]?
  /// What each channel was divided by after that.
  public var channelDeviation: [Double]?
  /// What follows the encoder's layers, as model.yaml would say it.
  public var encoderActivation: ActivationChoice?
  /// What follows the decoder's layers.
  public var decoderActivation: ActivationChoice?
  /// How features were flattened: channels first, as PyTorch does it, or last, as MLX.
  public var flatten: FlattenOrder?
  /// What the names of tensors begin with that are no part of the model, as `loss.`.
  public var leftOut: [String] = []
  /// Whether a latent diffusion model's scale and shift become part of encoder and decoder.
  public var scalesLatents: Bool?

  /// Nothing said.
  public init() {}

  /// The size that its pictures have, if one was said.
  var fixedSize: (width: Int, height: Int)? {
    if case .fixed(let width, let height) = size { (width, height) } else { nil }
  }
}

/// The size of a model's pictures.
public enum ImportSize: Hashable, Sendable {
  /// This one alone.
  case fixed(width: Int, height: Int)
  /// Any: each picture keeps its own, padded to what the layers need.
  case any

  func agrees(with input: ModelDescription.Input) -> Bool {
    switch self {
    case .fixed(let width, let height): (input.width.fixed, input.height.fixed) == (width, height)
    case .any: input.takesAnySize
    }
  }
}

/// Which measure of spread a posterior's head gives.
public enum SpreadMeaning: String, CaseIterable, Sendable {
  /// log σ².
  case logVariance = "log-variance"
  /// log σ.
  case logSigma = "log-sigma"
  /// σ itself.
  case sigma
}

/// How mean and spread lie in what an encoder gives.
public enum HeadLayout: String, CaseIterable, Sendable {
  /// Two layers.
  case separate
  /// One layer: the mean, then the spread.
  case chunked
  /// One layer: mean, spread, mean, spread, …
  case interleaved
  /// A point and no spread.
  case none
}

/// What a decoder gives.
public enum OutputMeaning: String, CaseIterable, Sendable {
  /// Logits: a sigmoid follows.
  case logits
  /// The pixels as they are.
  case pixels
  /// What a tanh makes pixels from −1 to 1.
  case tanh
}

/// What black and white are.
public enum PixelRange: String, CaseIterable, Sendable {
  /// 0 and 1.
  case unit = "0..1"
  /// −1 and 1.
  case symmetric = "-1..1"
}

/// In which order features were flattened.
public enum FlattenOrder: String, CaseIterable, Sendable {
  /// Channel by channel.
  case channelsFirst = "channels-first"
  /// Pixel by pixel.
  case channelsLast = "channels-last"
}
