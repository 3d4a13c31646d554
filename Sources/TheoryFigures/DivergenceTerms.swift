import Charts
import Distributions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The KL term of a VAE over σ, in its true form, turned around, and as two widely copied texts have it.
enum DivergenceTerms {
  static var figure: Figure {
    let standard = Gaussian()
    func curve(_ name: String, _ value: (Double) -> Double) -> CurvePlot.Series {
      CurvePlot.Series(name, TheoryFigures.steps(0.35...1.7).map { PlotPoint($0, value($0)) })
    }
    let plot = CurvePlot(
      [
        curve("KL(N(0, σ²) ‖ N(0, 1)), the VAE's term") {
          Gaussian(mean: 0, variance: $0 * $0).divergence(to: standard)
        },
        curve("KL(N(0, 1) ‖ N(0, σ²)), turned around") {
          standard.divergence(to: Gaussian(mean: 0, variance: $0 * $0))
        },
        curve("σ² + μ² − log σ − ½, of a demonstration") { $0 * $0 - log($0) - 0.5 },
        curve("with (Σ)² in the place of Σ") { ($0 * $0 * $0 * $0 - 1 - log($0 * $0)) / 2 },
      ], xLabel: "σ", yLabel: "nats")
    return Figure(
      "The KL term, and what it is mistaken for",
      subtitle: "one dimension, μ = 0; the last two are not the divergence from N(0, 1)",
      .curves(plot))
  }
}
