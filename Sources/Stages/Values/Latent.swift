public import Dataflow
public import Tensors

/// A point of a model's latent space, on its way through a recipe.
public struct Latent: StreamValue, Equatable {
  /// In the model's latent shape.
  public var tensor: Tensor

  /// A point in the model's latent shape.
  public init(_ tensor: Tensor) { self.tensor = tensor }

  /// Latents.
  public static let streamType = StreamType.latents

}
