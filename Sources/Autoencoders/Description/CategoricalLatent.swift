/// A part of a latent that is one of several categories: numbers of which one is 1 and the others are 0.
public struct CategoricalLatent: Hashable, Sendable {
  /// As recipes call it, as `shape`.
  public let name: String
  /// The names of the categories, `0`, `1`, … unless the model says others.
  public let categories: [String]
  /// Its numbers among those of a latent.
  public let range: Range<Int>

  /// The category of a name, or of a number, counted from 0.
  public func category(_ text: String) -> Int? {
    categories.firstIndex(of: text) ?? Int(text).flatMap { categories.indices.contains($0) ? $0 : nil }
  }
}
