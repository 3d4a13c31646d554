/// How much each sample of an axis adds to one that lies between them, by Lanczos's kernel of three lobes; samples
/// beyond the ends count as the last ones do, whose weights hold theirs too.
struct FoldedTaps {
  /// The first sample with a weight.
  private(set) var first = 0
  /// How many samples have a weight.
  private(set) var count = 0
  /// The weights from `first` on, of sum 1.
  private(set) var weights: [Float]

  private let last: Int
  private let widening: Double
  private let support: Double

  /// - Parameters:
  ///   - length: the samples of the axis.
  ///   - scale: how many of them one output sample covers; above 1 the kernel is widened by it, so that nothing aliases.
  init(length: Int, scale: Double) {
    last = length - 1
    widening = max(scale, 1)
    support = LanczosTable.lobes * widening
    weights = [Float](repeating: 0, count: min(length, Int(2 * support) + 2))
  }

  /// Finds the weights for a place; whole numbers are the middles of samples.
  mutating func move(to centre: Double) {
    let (lower, upper) = (Int((centre - support).rounded(.up)), Int((centre + support).rounded(.down)))
    first = min(max(lower, 0), last)
    count = min(max(upper, 0), last) - first + 1
    for tap in 0..<count { weights[tap] = 0 }
    var sum: Float = 0
    for sample in lower...upper {
      let weight = LanczosTable.weight((Double(sample) - centre) / widening)
      weights[min(max(sample, first), first + count - 1) - first] += weight
      sum += weight
    }
    for tap in 0..<count { weights[tap] /= sum }
  }
}

/// Lanczos's kernel of three lobes, looked up: a place between samples has weights of its own at every pixel of a turned
/// picture.
enum LanczosTable {
  static let lobes = 3.0
  private static let stepsPerLobe = 2048.0
  private static let values = (0...Int(lobes * stepsPerLobe) + 1).map {
    Float(ResamplingKernel.lanczos.weight(Double($0) / stepsPerLobe))
  }

  /// The kernel at `x`, by a straight line between the nearest entries: 2e-7 off at most.
  static func weight(_ x: Double) -> Float {
    let place = min(abs(x), lobes) * stepsPerLobe
    let entry = Int(place)
    let part = Float(place - Double(entry))
    return values[entry] + (values[entry + 1] - values[entry]) * part
  }
}
