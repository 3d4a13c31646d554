public import Tensors

/// Where an attribute vector acts on a picture: the mean of |D(z + α·v) − D(z)| over pictures and channels, blurred,
/// divided by its 97th percentile and clamped to 1. For a smile it looks like a mask of mouth, cheeks and eyes.
public struct Footprint: Sendable {
  /// A weight a pixel of the model's picture, [height, width], each in 0…1.
  public let weights: Tensor

  /// A footprint of these weights.
  /// - Throws: `AttributeError.footprint` where they are not [height, width] or not all in 0…1.
  public init(_ weights: Tensor, of vector: String) throws(AttributeError) {
    guard weights.shape.dimensions.count == 2 else {
      throw .footprint(vector: vector, found: "the shape \(weights.shape) instead of [height, width]")
    }
    let outside = weights.withUnsafeElements { $0.first { !($0 >= 0 && $0 <= 1) } }
    if let outside { throw .footprint(vector: vector, found: "the weight \(outside), which is not in 0…1") }
    self.weights = weights
  }
}
