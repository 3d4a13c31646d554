public import Kernels
public import Layers
public import Tensors

/// What a model's layers are and cost.
public struct ModelSummary: Sendable {
  /// How messages call the model.
  public let name: String
  /// `[channels, height, width]` of a picture.
  public let picture: Shape
  /// The shape of a latent.
  public let latent: Shape
  /// The layers from the picture to the posterior's heads.
  public let encoder: [LayerSummary]
  /// The layers from the latent to the likelihood's heads.
  public let decoder: [LayerSummary]
  /// What a number of the latent depends on, in pixels of the picture.
  public let encoderField: ReceptiveField
  /// What a pixel depends on, in places of the latent.
  public let decoderField: ReceptiveField

  /// All layers.
  public var layers: [LayerSummary] { encoder + decoder }
  /// How many numbers the checkpoint holds for them.
  public var parameters: Int { layers.map(\.parameters).reduce(0, +) }
  /// How many multiply-adds a picture costs, there and back.
  public var multiplyAdds: Int { layers.map(\.multiplyAdds).reduce(0, +) }
}
