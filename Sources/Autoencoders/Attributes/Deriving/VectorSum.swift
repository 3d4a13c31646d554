import Tensors

extension Autoencoder {
  /// The vector of an expression: Σ factor · v. A strength of 1 moves a latent by the whole sum.
  ///
  /// Where the classes of a sum lie, and how latents spread along it, is not known. Its footprint is at each pixel the
  /// largest of its terms' footprints, each weighted by how far its term moves; it has none if one of them has none.
  /// - Throws: as `attribute(_:)`: a vector of another model is refused; `AttributeError.noDirection` where the terms
  ///   cancel.
  public func combine(_ expression: VectorExpression, name: String) throws -> AttributeVector {
    let terms = try expression.terms.map { (factor: Float($0.factor), vector: try attribute($0.name)) }
    // Numbers a channel stay so where all terms have them.
    let shape = terms.first.map { first in
      terms.allSatisfy { $0.vector.vector.shape == first.vector.vector.shape } ? first.vector.vector.shape : latentShape
    }
    let sum = terms.reduce(Tensor(shape ?? latentShape)) { sum, term in
      sum.combined(with: term.vector.displacement(strength: term.factor, for: sum.shape), +)
    }
    let longest = terms.map { abs($0.factor) * $0.vector.gap }.max() ?? 0
    guard Float(sum.norm) > 1e-5 * longest else { throw AttributeError.noDirection(name: name) }
    let origin = AttributeVector.Origin(
      method: "sum of vectors", fitted: .init(with: 0, without: 0), heldOut: .init(with: 0, without: 0), accuracy: nil,
      source: expression.description)
    let footprint = try Self.union(
      terms.map { ($0.vector.footprint, abs($0.factor) * $0.vector.gap / longest) }, name: name)
    return try AttributeVector(
      name: name, vector: sum, gap: Float(sum.norm), sigma: 0, model: identity, origin: origin, footprint: footprint)
  }

  /// At each pixel the largest weight.
  private static func union(
    _ footprints: [(footprint: Footprint?, share: Float)], name: String
  ) throws(AttributeError) -> Footprint? {
    var union: Tensor?
    for (footprint, share) in footprints {
      guard let own = footprint?.weights.map({ $0 * share }) else { return nil }
      union = union?.combined(with: own, max) ?? own
    }
    guard let union else { return nil }
    return try Footprint(union, of: name)
  }
}
