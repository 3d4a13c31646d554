public import Tensors

/// What a strength of 1 is.
public enum StrengthUnit: String, CaseIterable, Sendable {
  /// The difference of the class means along the vector's direction.
  case gap
  /// One standard deviation of the pictures that the vector was fitted on, along its direction.
  case sigma
  /// A distance of 1 in latent space.
  case distance
}

extension AttributeVector {
  /// What is added to a latent: α·gap·n, α·sigma·n or α·n.
  public func displacement(strength: Float, unit: StrengthUnit = .gap) -> Tensor {
    let length = strength * length(of: unit)
    return direction.map { length * $0 }
  }

  /// The distance in latent space that a strength of 1 moves.
  public func length(of unit: StrengthUnit) -> Float {
    switch unit {
    case .gap: gap
    case .sigma: sigma
    case .distance: 1
    }
  }
}
