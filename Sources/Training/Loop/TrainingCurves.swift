import Charts

/// The curves of a training, each an SVG of its own, as their scales have nothing in common.
struct TrainingCurves {
  let title: String
  let history: TrainingHistory

  /// File name and text of each.
  var files: [(name: String, svg: String)] {
    [
      ("loss.svg", curve("loss", "nats a picture") { $0.loss }),
      (
        "reconstruction.svg", curve("reconstruction", "squared error a sample", isLogarithmic: true) { $0.squaredError }
      ),
      ("kl.svg", curve("KL divergence", "nats a picture") { $0.klDivergence }),
    ]
  }

  private func curve(
    _ name: String, _ unit: String, isLogarithmic: Bool = false, _ value: (Losses) -> Double
  ) -> String {
    let points = history.epochs.map { PlotPoint(Double($0.number), value($0.losses)) }
    let plot = CurvePlot(
      [CurvePlot.Series(name, points)], xLabel: "epoch", yLabel: unit, yAxis: isLogarithmic ? .logarithmic : .linear)
    return Figure("\(title): \(name)", subtitle: "means over the steps of each epoch", .curves(plot)).svg
  }
}
