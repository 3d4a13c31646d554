public import Tensors

extension AttributeVector {
  /// How much of the attribute a latent has, by its place along n: 0 is the mean of the pictures without it, 1 the mean of
  /// those with it, and ½ halfway, where the classes are told apart. A strength of 1 adds 1. Nil where it is not known
  /// where the classes lie.
  public func score(of latent: Tensor) -> Double? {
    zero.map { (place(of: latent) - Double($0)) / Double(gap) }
  }

  /// The latent moved along n to where its score is `score`: z + (target − z·n)·n.
  ///
  /// Unlike a strength, which adds the same to every face, it brings every face to the same place.
  public func reaching(_ score: Double, from latent: Tensor) -> Tensor? {
    guard let zero else { return nil }
    let step = Float(Double(zero) + score * Double(gap) - place(of: latent))
    guard latent.shape != direction.shape else { return latent.combined(with: direction) { $0 + step * $1 } }
    return latent.combined(with: expanded(direction.map { step * $0 }, to: latent.shape), +)
  }
}
