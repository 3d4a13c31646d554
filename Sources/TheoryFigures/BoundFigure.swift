import Charts
import Distributions

/// log p(x) = ELBO + KL(q ‖ p(z|x)), where everything can be computed: z ~ N(0, 1), x ~ N(z, ½²).
enum BoundFigure {
  private static let picture = 1.5
  private static let variance = 0.25

  static var figure: Figure {
    let evidence = Gaussian(mean: 0, variance: 1 + variance).logDensity(picture)
    let posterior = Gaussian(mean: picture / (1 + variance), variance: variance / (1 + variance))
    func bound(_ q: Gaussian) -> Double {
      Gaussian(mean: q.mean, variance: variance).logDensity(picture) - q.variance / (2 * variance)
        - q.divergence(to: Gaussian())
    }
    func curve(_ name: String, _ value: (Gaussian) -> Double) -> CurvePlot.Series {
      CurvePlot.Series(
        name,
        TheoryFigures.steps(0...2.4).map { PlotPoint($0, value(Gaussian(mean: $0, variance: posterior.variance))) })
    }
    let plot = CurvePlot(
      [
        curve("log p(x)") { _ in evidence }, curve("the bound", bound),
        curve("−KL(q ‖ p(z|x))") { -$0.divergence(to: posterior) },
      ], xLabel: "mean of q(z|x)", yLabel: "nats")
    return Figure(
      "log p(x) is the bound and what it lacks",
      subtitle: "z ~ N(0, 1), x ~ N(z, ¼), x = 1.5; the bound touches where q is the true posterior",
      .curves(plot))
  }
}
