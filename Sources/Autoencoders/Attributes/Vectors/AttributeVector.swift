public import Tensors

/// A direction in a model's latent space that adds an attribute to a picture: z' = z + α·v.
///
/// It belongs to the model whose pictures it was fitted on, and is refused for any other.
public struct AttributeVector: Sendable {
  /// The attribute, as `smile`.
  public let name: String

  /// v, in the latent shape: from the class without to the class with the attribute, one gap long.
  public let vector: Tensor

  /// n = v / ‖v‖.
  public let direction: Tensor

  /// The difference of the class means along n.
  public let gap: Float

  /// The standard deviation of z·n over the pictures that it was fitted on; 0 where that is not known.
  public let sigma: Float

  /// z·n of the mean latent of the pictures without the attribute, where the score is 0; nil where that is not known.
  public let zero: Float?

  /// The model that it belongs to.
  public let model: ModelIdentity

  /// How it was made.
  public let origin: Origin

  /// Where it acts on a picture, if that was measured.
  public var footprint: Footprint?

  /// A model's name and fingerprint: what a vector remembers of it.
  public struct ModelIdentity: Hashable, Sendable {
    /// How messages call the model.
    public let name: String
    /// SHA-256 over its tensors and its architecture.
    public let fingerprint: String

    /// A model by its name and fingerprint.
    public init(name: String, fingerprint: String) {
      self.name = name
      self.fingerprint = fingerprint
    }
  }

  /// A vector along v.
  /// - Throws: `AttributeError.noDirection` where v is zero or not finite: then there is no direction.
  public init(
    name: String, vector: Tensor, gap: Float, sigma: Float, zero: Float? = nil, model: ModelIdentity, origin: Origin,
    footprint: Footprint? = nil
  ) throws(AttributeError) {
    let length = vector.norm
    guard length.isFinite, length > 0 else { throw .noDirection(name: name) }
    self.name = name
    self.vector = vector
    direction = vector.map { Float(Double($0) / length) }
    self.gap = gap
    self.sigma = sigma
    self.zero = zero
    self.model = model
    self.origin = origin
    self.footprint = footprint
  }
}

extension Tensor {
  /// The Euclidean norm, summed in double precision.
  var norm: Double { dot(self).squareRoot() }

  /// The scalar product, summed in double precision.
  func dot(_ other: Tensor) -> Double {
    withUnsafeElements { a in
      other.withUnsafeElements { b in a.indices.reduce(0) { $0 + Double(a[$1]) * Double(b[$1]) } }
    }
  }
}
