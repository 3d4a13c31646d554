extension CurvePlot {
  func lay(on page: inout Page) {
    page.legend(series.count > 1 ? series.enumerated().map { ($1.name, Theme.colour($0)) } : [])
    let points = series.flatMap(\.points).filter(\.isFinite)
    let plane = Plane(
      Scale(points.map(\.x), axis: xAxis, margin: 0.01, about: 7),
      Scale(points.map(\.y), axis: yAxis, margin: 0.04, about: 6), xLabel: xLabel, yLabel: yLabel,
      height: page.width * 0.5, on: &page)
    for (index, series) in series.enumerated() {
      for run in series.runs(in: plane) {
        if run.count > 1 { page.add(.line(run, width: 1.8, Theme.colour(index))) }
        if run.count == 1 || series.points.count <= 30 {
          for place in run { page.add(.disc(place, radius: 3, Theme.colour(index), opacity: 1)) }
        }
      }
    }
  }
}

extension CurvePlot.Series {
  /// The places of the points, cut where the axes have no place for one.
  fileprivate func runs(in plane: Plane) -> [[Place]] {
    points.map { plane.place($0) }.split(separator: nil).map { $0.compactMap(\.self) }
  }
}
