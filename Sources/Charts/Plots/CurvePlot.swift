/// Curves over a common axis, as of losses over steps.
public struct CurvePlot: Hashable, Sendable {
  /// A curve.
  public struct Series: Hashable, Sendable {
    public var name: String
    /// From left to right. One that is not finite, or not positive on a logarithmic axis, breaks the curve.
    public var points: [PlotPoint]

    public init(_ name: String, _ points: [PlotPoint]) {
      self.name = name
      self.points = points
    }
  }

  /// How an axis goes.
  public enum Axis: Hashable, Sendable { case linear, logarithmic }

  public var series: [Series]
  /// Below the axis.
  public var xLabel: String
  /// Above the axis.
  public var yLabel: String
  public var xAxis: Axis
  public var yAxis: Axis

  public init(
    _ series: [Series], xLabel: String, yLabel: String, xAxis: Axis = .linear, yAxis: Axis = .linear
  ) {
    self.series = series
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.xAxis = xAxis
    self.yAxis = yAxis
  }
}
