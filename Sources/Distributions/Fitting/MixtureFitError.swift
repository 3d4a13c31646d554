/// Why no mixture can be fitted.
public enum MixtureFitError: Error, Hashable, Sendable {
  /// There are fewer vectors than components, or only one.
  case tooFew(vectors: Int, components: Int)
  /// There are fewer different vectors than components.
  case tooAlike(different: Int, components: Int)
  /// A vector has an infinity or a NaN.
  case notFinite(vector: Int, dimension: Int)
  /// No component is asked for.
  case noComponents
}

extension MixtureFitError: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .tooFew(let vectors, let components):
      """
      a mixture of \(components) component\(components == 1 ? "" : "s") cannot be fitted to \
      \(vectors) vector\(vectors == 1 ? "" : "s"); give more vectors than components, at least two
      """
    case .tooAlike(let different, let components):
      """
      only \(different) of the vectors are different, too few for a mixture of \(components) \
      component\(components == 1 ? "" : "s"); ask for fewer components, or give other vectors
      """
    case .notFinite(let vector, let dimension):
      "vector \(vector) has a number that is not finite, in dimension \(dimension); leave the vector out"
    case .noComponents: "a mixture has at least one component"
    }
  }
}
