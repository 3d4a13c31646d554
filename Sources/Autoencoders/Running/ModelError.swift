public import Tensors

/// Why a model cannot be used, or not for an item.
public enum ModelError: Error, Hashable, Sendable {
  /// What is given to the model has another shape than it takes.
  case shape(Quantity, expected: Shape, found: Shape)
  /// A number is infinite or not a number.
  case notFinite(Quantity)
  /// The model is told a label with each picture or latent, and there is none, or none of this number.
  case label(labels: Int)
  /// The model is described, but cannot be run yet: its pictures are of no fixed size.
  case anySize(name: String)

  /// What goes into a model or comes out of it.
  public enum Quantity: String, Hashable, Sendable {
    /// What is encoded.
    case picture = "picture"
    /// What encoding gives.
    case posterior = "posterior"
    /// What is decoded.
    case latent = "latent"
    /// What decoding gives.
    case likelihood = "likelihood"
  }
}

extension ModelError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .shape(let quantity, let expected, let found):
      "the \(quantity.rawValue) has the shape \(found), but the model takes \(expected)"
    case .notFinite(.picture): "the picture has a sample that is infinite or not a number"
    case .notFinite(.latent): "the latent has a number that is infinite or not a number; use a smaller strength"
    case .notFinite(let quantity):
      "the model gives a \(quantity.rawValue) with a number that is infinite or not a number"
    case .label(let labels):
      """
      the model needs a label with each picture and latent, one of \(labels); in a recipe `condition: {label: …}` sets it
      """
    case .anySize(let name):
      "the model \"\(name)\" takes pictures of any size, which cannot be run yet; give `height` and `width` in model.yaml"
    }
  }
}
