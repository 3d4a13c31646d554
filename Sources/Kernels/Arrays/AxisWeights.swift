/// A weighted sum along one axis: for each place of the result, which elements of the axis it sums, and how strongly.
public struct AxisWeights: Hashable, Sendable {
  /// One element of the axis and its weight.
  public struct Tap: Hashable, Sendable {
    public var place: Int
    public var weight: Float

    public init(_ place: Int, _ weight: Float) {
      self.place = place
      self.weight = weight
    }
  }

  /// The axis.
  public let axis: Int
  /// The extent that it has.
  public let extent: Int
  /// What each place of the result sums.
  public let taps: [[Tap]]

  public init(axis: Int, extent: Int, taps: [[Tap]]) {
    self.axis = axis
    self.extent = extent
    self.taps = taps
  }
}

/// Windows along one axis: for each place of the result, the elements of the axis that it looks at.
public struct AxisWindows: Hashable, Sendable {
  /// The axis.
  public let axis: Int
  /// The extent that it has.
  public let extent: Int
  /// What each place of the result looks at; at least one place.
  public let places: [[Int]]

  public init(axis: Int, extent: Int, places: [[Int]]) {
    self.axis = axis
    self.extent = extent
    self.places = places
  }
}
