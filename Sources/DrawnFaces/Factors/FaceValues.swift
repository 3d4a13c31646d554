/// The factors of one face.
public struct FaceValues: Hashable, Sendable {
  private var values: [Double]

  /// Each factor as it is if nobody says.
  public init() { values = FaceFactor.allCases.map(\.standard) }

  /// The value of a factor.
  public subscript(factor: FaceFactor) -> Double {
    get { values[factor.place] }
    set { values[factor.place] = newValue }
  }

  /// Sets a factor to a number in its range.
  /// - Throws: `FaceFactorError.outside`.
  public mutating func set(_ factor: FaceFactor, _ value: Double) throws(FaceFactorError) {
    guard factor.range.contains(value) else { throw .outside(factor, value) }
    self[factor] = value
  }
}

extension FaceFactor {
  /// Its place among all factors.
  var place: Int { Self.places[self] ?? 0 }

  private static let places = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($0.element, $0.offset) })
}
