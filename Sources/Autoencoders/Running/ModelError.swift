public import Tensors

/// Why a model cannot be used, or not for an item.
public enum ModelError: Error, Hashable, Sendable {
  /// What is given to the model has another shape than it takes.
  case shape(Quantity, expected: Shape, found: Shape)
  /// A number is infinite or not a number.
  case notFinite(Quantity)
  /// The model is told a label with each picture or latent, and there is none, or none of this number.
  case label(labels: Int)
  /// What is given to the model has a size that it does not take; `taken` says in words which it takes.
  case size(Quantity, found: Shape, taken: String)
  /// Networks of one size are asked for, and the model takes pictures of any.
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
    case .size(let quantity, let found, let taken):
      "the \(quantity.rawValue) has the shape \(found), but the model takes \(taken)"
    case .anySize(let name):
      "the model \"\(name)\" takes pictures of any size, and this needs one; give a number for `height` and `width` in model.yaml, "
        + "or --size to an export"
    }
  }
}
