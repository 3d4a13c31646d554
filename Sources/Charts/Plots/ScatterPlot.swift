/// Points in a plane, coloured by the group that they belong to.
public struct ScatterPlot: Hashable, Sendable {
  /// A point and its group, an index into `groups`; −1 for a point that belongs to none, which is grey.
  public struct Dot: Hashable, Sendable {
    public var place: PlotPoint
    public var group: Int

    public init(_ x: Double, _ y: Double, group: Int = 0) {
      place = PlotPoint(x, y)
      self.group = group
    }
  }

  /// In the order in which they are drawn; one that is not finite is left out.
  public var dots: [Dot]
  /// What the legend calls the groups; none for points that are all of one kind.
  public var groups: [String]
  /// Whether the groups have an order, as sizes have: then their colours go from light to dark.
  public var isOrdered: Bool
  /// Below the axis.
  public var xLabel: String
  /// Above the axis.
  public var yLabel: String

  public init(_ dots: [Dot], groups: [String] = [], isOrdered: Bool = false, xLabel: String, yLabel: String) {
    self.dots = dots
    self.groups = groups
    self.isOrdered = isOrdered
    self.xLabel = xLabel
    self.yLabel = yLabel
  }
}
