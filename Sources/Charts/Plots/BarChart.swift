/// Horizontal bars, one below the other, each with its name before it and its value behind it.
public struct BarChart: Hashable, Sendable {
  /// A bar.
  public struct Bar: Hashable, Sendable {
    public var name: String
    public var value: Double
    /// An index into the chart's groups, which gives the bar its colour.
    public var group: Int

    public init(_ name: String, _ value: Double, group: Int = 0) {
      self.name = name
      self.value = value
      self.group = group
    }
  }

  /// From top to bottom.
  public var bars: [Bar]
  /// What the legend calls the groups; none for bars that are all of one kind.
  public var groups: [String]
  /// Below the axis: what a value is.
  public var label: String
  /// Digits behind the point of the values that are written behind the bars.
  public var digits: Int

  public init(_ bars: [Bar], groups: [String] = [], label: String, digits: Int = 2) {
    self.bars = bars
    self.groups = groups
    self.label = label
    self.digits = digits
  }
}
