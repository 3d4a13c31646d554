public import Tensors

/// How a vector meets latents of other shapes than its own: a field over the picture is brought to their size, one
/// number a channel holds at every place.
///
/// The displacement of a place stays what it was, so that a strength means the same at any size.
extension AttributeVector {
  /// Whether the vector can move latents of a shape.
  public func fits(_ latent: Shape) -> Bool {
    let own = vector.shape
    guard own != latent else { return true }
    guard latent.rank == 3, latent[0] == own.dimensions.first, latent.count > 0 else { return false }
    return own.rank == 1 || own.rank == 3
  }

  /// What is added to a latent of a shape: α·gap·n, α·sigma·n or α·n, at its size.
  /// - Precondition: the vector fits it.
  public func displacement(strength: Float, unit: StrengthUnit = .gap, for latent: Shape) -> Tensor {
    expanded(displacement(strength: strength, unit: unit), to: latent)
  }

  /// A step in the vector's own shape, as one in the shape of a latent.
  func expanded(_ step: Tensor, to latent: Shape) -> Tensor {
    precondition(fits(latent), "\(name) of \(vector.shape) for \(latent)")
    guard step.shape != latent else { return step }
    if step.shape.rank == 3 { return step.resampled(height: latent[1], width: latent[2]) }
    let places = latent.count / latent[0]
    return Tensor(latent) { out in for i in out.indices { out[i] = step[i / places] } }
  }

  /// z·n of a latent as the vector sees it.
  func place(of latent: Tensor) -> Double { seen(latent).dot(direction) }

  /// A latent as the vector sees it: at its own size, or as the mean of each channel.
  func seen(_ latent: Tensor) -> Tensor {
    let own = vector.shape
    guard own != latent.shape else { return latent }
    return own.rank == 3 ? latent.resampled(height: own[1], width: own[2]) : latent.planeMeans
  }
}
