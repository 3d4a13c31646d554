import Charts

/// A figure of each kind, and some that are hard to lay out.
enum Examples {
  static let all: [String: Figure] = [
    "scatter": scatter, "bars": bars, "many-bars": manyBars, "curves": curves, "logarithmic": logarithmic,
    "matrix": matrix, "empty": Figure("Nothing", .scatter(ScatterPlot([], xLabel: "x", yLabel: "y"))),
    "letters": letters, "ordered": ordered,
  ]

  /// Numbers between −1 and 1 that look like chance.
  static func chance(_ seed: Int) -> Double {
    let mixed = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 ^ 0xD1B5_4A32_D192_ED03
    return Double((mixed &* 0xBF58_476D_1CE4_E5B9) >> 11) / Double(1 << 52) - 1
  }

  private static func cloud(_ count: Int, groups: Int) -> [ScatterPlot.Dot] {
    (0..<count).map { number in
      let group = number % groups
      let (a, b) = (chance(number * 4) + chance(number * 4 + 1), chance(number * 4 + 2) + chance(number * 4 + 3))
      return ScatterPlot.Dot(a * 1.7 + Double(group) * 1.1, b + Double(group % 2), group: group)
    }
  }

  static let scatter = Figure(
    "Smiling faces lie to the right", subtitle: "Posterior means of 400 pictures, two principal components of 128",
    .scatter(
      ScatterPlot(
        cloud(400, groups: 3), groups: ["smiling", "serious", "unlabelled"], xLabel: "component 1 (21.3 % of variance)",
        yLabel: "component 2 (14.8 %)")))
  static let ordered = Figure(
    "Older to the left",
    .scatter(
      ScatterPlot(
        cloud(2500, groups: 5), groups: ["0–18", "18–30", "30–45", "45–60", "60–99"], isOrdered: true, xLabel: "z[3]",
        yLabel: "z[17]")))
  static let bars = Figure(
    "Where the information is", subtitle: "KL divergence of each dimension, in nats",
    .bars(
      BarChart(
        [
          .init("z[17]", 4.812), .init("z[3]", 3.95), .init("head turn", 2.1), .init("z[90]", 0.31, group: 1),
          .init("a name that is much longer than there is room for, really", 0.02, group: 1),
        ], groups: ["active", "inactive"], label: "KL divergence (nats)")))
  static let manyBars = Figure(
    "Sixty-four bars, some below zero",
    .bars(BarChart((0..<64).map { .init("z[\($0)]", 4 - Double($0) / 12) }, label: "value", digits: 1)))
  static let curves = Figure(
    "Training", subtitle: "Negative ELBO over steps; the lower the better",
    .curves(
      CurvePlot(
        [curve("training", 0), curve("held out", 1), curve("held out, β = 4", 2)], xLabel: "step",
        yLabel: "nats a picture")))
  static let logarithmic = Figure(
    "A learning rate that warms up and decays",
    .curves(
      CurvePlot([rates], xLabel: "step", yLabel: "rate", xAxis: .logarithmic, yAxis: .logarithmic)))

  private static func curve(_ name: String, _ index: Int) -> CurvePlot.Series {
    let points = (0..<200).map { step -> PlotPoint in
      let noise = 12 * chance(step + index * 999)
      return PlotPoint(Double(step) * 100, 300 + 900 / (1 + Double(step) / 9) + Double(index) * 25 + noise)
    }
    return CurvePlot.Series(name, points)
  }

  private static var rates: CurvePlot.Series {
    var points = (1..<25).map { PlotPoint(Double($0 * $0), 1e-6 * Double($0 * $0 * $0)) }
    points += [PlotPoint(600, 0), PlotPoint(700, 1e-4)]
    return CurvePlot.Series("rate", points)
  }

  static let matrix = Figure(
    "What each vector moves", subtitle: "Change of the row's score, in standard deviations, at a strength of 1",
    .matrix(
      MatrixPlot(
        rows: ["smile", "male", "young", "eyeglasses"],
        columns: ["Smiling", "Male", "Young", "Eyeglasses", "Blond_Hair"],
        values: [
          [1.63, -0.12, 0.05, -0.02, 0.11], [-0.31, 1.9, -0.44, 0.2, -0.6], [0.1, -0.3, 1.2, -0.51, .nan],
          [-0.1, 0.55, -0.8, 2.41, -0.2],
        ], rowLabel: "vector", columnLabel: "score")))
  static let letters = Figure(
    "The quick brown fox jumps over the lazy dog: ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789",
    subtitle: ##"!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~ −–×·…±°²‖≤≥σμβα→↓ é abcdefghijklmnopqrstuvwxyz"##,
    .curves(CurvePlot([.init("one", [PlotPoint(0, 1)])], xLabel: "one point", yLabel: "y")))
}
