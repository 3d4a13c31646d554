public import Tensors

/// What attribute vectors are, and how much each moves the others' scores.
public struct AttributeReport: Sendable {
  /// One vector.
  public struct Entry: Sendable {
    /// The vector.
    public let vector: AttributeVector
    /// How well it tells the report's own labelled pictures apart, if there are any.
    public let judgement: Labelled?
  }

  /// How well a vector tells labelled pictures apart that may be others than those it was made with.
  public struct Labelled: Hashable, Sendable {
    /// The pictures.
    public let counts: AttributeVector.ClassCounts
    /// The share of them on the right side of the midpoint of the class means, 0…1.
    public let accuracy: Double
    /// The probability that of two pictures, one of each class, the one with the attribute lies farther along n.
    public let area: Double?
  }

  /// How the effects were found.
  public enum Effects: Hashable, Sendable {
    /// From the directions alone: gapᵢ · nᵢ·nⱼ / gapⱼ.
    case directions
    /// On so many pictures: each latent is moved, decoded, and its picture encoded again.
    case pictures(Int)
  }

  /// The model of the vectors.
  public let model: AttributeVector.ModelIdentity
  /// The vectors.
  public let entries: [Entry]
  /// How the effects were found.
  public let basis: Effects
  /// For each vector at strength 1, how far it moves each vector's score, in that one's gaps.
  public let effects: [[Double]]

  /// The report of some vectors of a model.
  /// - Parameters:
  ///   - vectors: all of the same model.
  ///   - pictures: latents of pictures on which the effects are measured; none: from the directions alone.
  ///   - labels: for each vector, the labels of these pictures, if they are known.
  /// - Throws: `AttributeError.otherModel`, what the kernels report.
  public init(
    _ vectors: [AttributeVector], model: Autoencoder, pictures: [Tensor] = [], labels: [[Bool]?] = []
  ) throws {
    for vector in vectors { try model.check(vector) }
    self.model = model.identity
    entries = vectors.enumerated().map { index, vector in
      let known = labels.indices.contains(index) ? labels[index] : nil
      return Entry(vector: vector, judgement: known.flatMap { Labelled(vector, pictures, $0) })
    }
    basis = pictures.isEmpty ? .directions : .pictures(pictures.count)
    effects =
      pictures.isEmpty
      ? vectors.map { own in vectors.map { own.effect(on: $0, own.displacement(strength: 1)) } }
      : try model.effects(of: vectors, on: pictures)
  }

  /// How much a vector moves each score while it moves the score of a vector by 1; nil where it hardly moves that one, by
  /// less than a quarter.
  public func effects(of row: Int, perEffectOn column: Int) -> [Double]? {
    let own = effects[row][column]
    return abs(own) < 0.25 ? nil : effects[row].map { $0 / own }
  }
}

extension AttributeReport.Labelled {
  fileprivate init?(_ vector: AttributeVector, _ latents: [Tensor], _ labels: [Bool]) {
    guard let zero = vector.zero, latents.count == labels.count else { return nil }
    let places = latents.map { vector.place(of: $0) }
    let judgement = Judgement(places, labels, middle: Double(zero) + Double(vector.gap) / 2)
    guard let accuracy = judgement.accuracy else { return nil }
    let with = labels.count { $0 }
    counts = AttributeVector.ClassCounts(with: with, without: labels.count - with)
    self.accuracy = accuracy
    area = judgement.area
  }
}

extension AttributeVector {
  /// How far a step moves the score of a vector.
  fileprivate func effect(on other: AttributeVector, _ step: Tensor) -> Double {
    let shape = other.vector.shape
    return other.place(of: fits(shape) ? expanded(step, to: shape) : step) / Double(other.gap)
  }
}

extension Autoencoder {
  /// The mean change of each vector's score when each vector is added at strength 1, decoded and encoded again.
  fileprivate func effects(of vectors: [AttributeVector], on latents: [Tensor]) throws -> [[Double]] {
    let chunks = (latents.count + Self.chunk - 1) / Self.chunk
    let sums = try concurrentMap(chunks) { index -> [[Double]] in
      let chunk = Array(latents[index * Self.chunk..<min((index + 1) * Self.chunk, latents.count)])
      let before = try seenAgain(chunk)
      return try vectors.map { vector in
        let after = try seenAgain(chunk.map { $0.combined(with: vector.displacement(strength: 1, for: $0.shape), +) })
        return vectors.map { other in
          zip(before, after).reduce(0) { sum, pair in
            sum + (other.place(of: pair.1) - other.place(of: pair.0)) / Double(other.gap)
          }
        }
      }
    }
    return vectors.indices.map { i in
      vectors.indices.map { j in sums.reduce(0) { $0 + $1[i][j] } / Double(latents.count) }
    }
  }

  /// The latents of the pictures of latents.
  private func seenAgain(_ latents: [Tensor]) throws -> [Tensor] {
    let pictures = try decode(latents).map { try $0.get().mean }
    return try encode(pictures).map { try $0.get().mean }
  }
}
