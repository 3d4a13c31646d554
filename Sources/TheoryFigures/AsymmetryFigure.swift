import Charts
import Distributions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What it means that KL(q ‖ p) is not KL(p ‖ q): the normal distribution nearest to one with two hills.
enum AsymmetryFigure {
  private static let weights = [0.6, 0.4]
  private static let hills = [Gaussian(mean: -1.6, variance: 0.25), Gaussian(mean: 1.6, variance: 0.49)]

  private static func density(_ x: Double) -> Double {
    zip(weights, hills).reduce(0) { $0 + $1.0 * exp($1.1.logDensity(x)) }
  }

  private static func integral(_ value: (Double) -> Double) -> Double {
    let grid = TheoryFigures.steps(-9...9, 1801)
    return grid.reduce(0) { $0 + value($1) } * (grid[1] - grid[0])
  }

  /// KL(q ‖ p), by quadrature.
  private static func reverse(_ q: Gaussian) -> Double {
    integral { x in
      let logDensity = q.logDensity(x)
      return exp(logDensity) * (logDensity - log(max(density(x), 1e-300)))
    }
  }

  /// KL(p ‖ q), by quadrature.
  private static func forward(_ q: Gaussian) -> Double {
    integral { x in density(x) * (log(max(density(x), 1e-300)) - q.logDensity(x)) }
  }

  /// KL(p ‖ q) is least where q has p's moments.
  private static var covering: Gaussian {
    let mean = zip(weights, hills).reduce(0) { $0 + $1.0 * $1.1.mean }
    let square = zip(weights, hills).reduce(0) { $0 + $1.0 * ($1.1.variance + $1.1.mean * $1.1.mean) }
    return Gaussian(mean: mean, variance: square - mean * mean)
  }

  /// KL(q ‖ p) is least on one hill: found on a grid.
  private static var seeking: Gaussian {
    let all = TheoryFigures.steps(-2.5...2.5, 101).flatMap { mean in
      TheoryFigures.steps(-3...1.5, 91).map { Gaussian(mean: mean, logVariance: $0) }
    }
    return all.min { reverse($0) < reverse($1) } ?? covering
  }

  static var figure: Figure {
    let (covering, seeking) = (covering, seeking)
    func curve(_ name: String, _ value: (Double) -> Double) -> CurvePlot.Series {
      CurvePlot.Series(name, TheoryFigures.steps(-4.5...4.5).map { PlotPoint($0, value($0)) })
    }
    let plot = CurvePlot(
      [
        curve("p", density), curve("q with the least KL(p ‖ q)") { exp(covering.logDensity($0)) },
        curve("q with the least KL(q ‖ p)") { exp(seeking.logDensity($0)) },
      ], xLabel: "z", yLabel: "density")
    let (f, r) = (TheoryFigures.short(forward(covering)), TheoryFigures.short(reverse(seeking)))
    return Figure(
      "KL is not symmetric: one direction covers, the other chooses",
      subtitle:
        "normal distributions nearest to p: KL(p ‖ q) = \(f) nats, KL(q ‖ p) = \(r) nats; a VAE's encoder minimises the latter",
      .curves(plot))
  }
}
