import Tensors

/// Integrals and averages that formulas are held against.
enum Numerical {
  /// ∫ f over an interval by Simpson's rule.
  static func integral(_ range: ClosedRange<Double>, steps: Int = 2000, _ f: (Double) -> Double) -> Double {
    let width = (range.upperBound - range.lowerBound) / Double(steps)
    let sum = (0...steps).reduce(0.0) { sum, i in
      let weight = i == 0 || i == steps ? 1.0 : i % 2 == 1 ? 4 : 2
      return sum + weight * f(range.lowerBound + Double(i) * width)
    }
    return sum * width / 3
  }

  /// ∫ f over a square.
  static func integral(square range: ClosedRange<Double>, steps: Int, _ f: ([Double]) -> Double) -> Double {
    integral(range, steps: steps) { x in integral(range, steps: steps) { y in f([x, y]) } }
  }

  /// Standard normal vectors that depend on nothing but their number.
  static func noise(_ number: Int, _ dimension: Int) -> [Double] {
    RandomSource(seed: 11, stage: "test", item: "\(number)").normals(dimension).map(Double.init)
  }

  /// A uniform number in [0, 1).
  static func uniform(_ number: Int) -> Double {
    Double(RandomSource(seed: 12, stage: "test", item: "\(number)").uniforms(1)[0])
  }

  /// The mean of values with its standard error.
  static func mean(_ values: [Double]) -> (value: Double, error: Double) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    return (mean, (square / count).squareRoot())
  }
}
