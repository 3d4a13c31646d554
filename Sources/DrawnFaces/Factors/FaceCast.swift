import Tensors

/// Many faces, drawn at random from a seed: face number i is the same however many there are.
public struct FaceCast: Sendable {
  /// What varies in a group in which only one thing does.
  public enum Alone: Hashable, Sendable {
    case factor(FaceFactor)
    /// All that varies, except what other groups let vary alone.
    case rest

    /// As a table calls it.
    public var name: String {
      switch self {
      case .factor(let factor): factor.rawValue
      case .rest: "rest"
      }
    }
  }

  /// One face of a cast.
  public struct Member: Hashable, Sendable {
    /// Its factors.
    public let values: FaceValues
    /// What varies in its group, if there are groups.
    public let alone: Alone?
  }

  /// Chooses all faces.
  public var seed: UInt64
  /// What differs from face to face.
  public var varied: [FaceFactor]
  /// What all faces have in common.
  public var fixed: FaceValues
  /// How many evenly spaced values a factor takes; nil for any value.
  public var levels: Int?
  /// Factors that take only the two ends of their range.
  public var ends: Set<FaceFactor> = []
  /// The faces of a group; 1 for none.
  public var groupSize = 1
  /// What varies alone, one group after the other.
  public var alone: [Alone] = []

  /// Every factor varies unless said.
  public init(
    seed: UInt64 = 0, varied: [FaceFactor] = FaceFactor.allCases, fixed: FaceValues = FaceValues(), levels: Int? = nil
  ) {
    self.seed = seed
    self.varied = varied
    self.fixed = fixed
    self.levels = levels
  }

  /// A face by its number, from 0.
  public subscript(number: Int) -> Member {
    guard groupSize > 1, !alone.isEmpty else {
      return Member(values: drawn("face \(number)", varied, fixed), alone: nil)
    }
    let group = number / groupSize
    let what = alone[group % alone.count]
    let base = drawn("group \(group)", varied, fixed)
    return Member(values: drawn("face \(number)", factors(of: what), base), alone: what)
  }

  private func factors(of what: Alone) -> [FaceFactor] {
    if case .factor(let factor) = what { return [factor] }
    let others = alone.compactMap { if case .factor(let factor) = $0 { factor } else { nil } }
    return varied.filter { !others.contains($0) }
  }

  private func drawn(_ item: String, _ factors: [FaceFactor], _ base: FaceValues) -> FaceValues {
    let chances = RandomSource(seed: seed, stage: "draw faces", item: item).uniforms(FaceFactor.allCases.count)
    var values = base
    for factor in factors { values[factor] = value(factor, Double(chances[factor.place])) }
    return values
  }

  private func value(_ factor: FaceFactor, _ chance: Double) -> Double {
    let count = factor.isSwitch || ends.contains(factor) ? 2 : levels
    let share = count.map { $0 > 1 ? min((chance * Double($0)).rounded(.down), Double($0 - 1)) / Double($0 - 1) : 0.5 }
    // Six decimals, as the table has them: what is drawn is what is written.
    let range = factor.range
    let exact = range.lowerBound + (share ?? chance) * (range.upperBound - range.lowerBound)
    return (exact * 1e6).rounded() / 1e6
  }
}
