#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The mutual information gap (MIG, Chen et al. 2018) as disentanglement_lib computes it: for each factor how much more
/// the dimension that knows it best knows than the next one, as a share of the factor's entropy; mean over the factors.
public struct MutualInformationGap: Hashable, Sendable {
  /// Between 0 and 1: 1 where each factor has one dimension to itself.
  public let score: Double
  /// Of each factor.
  public let gaps: [Double]

  /// - Parameters:
  ///   - codes: for each latent dimension its value of each picture.
  ///   - factors: for each factor its level of each picture, from 0.
  public init(codes: [[Double]], factors: [[Int]]) {
    let bins = codes.map { Bins.ofEqualWidth($0) }
    gaps = factors.map { factor in
      let information = bins.map { Self.information($0, factor) }.sorted(by: >) + [0, 0]
      let entropy = Self.information(factor, factor)
      return entropy > 0 ? (information[0] - information[1]) / entropy : 0
    }
    score = gaps.reduce(0, +) / Double(max(gaps.count, 1))
  }

  /// I(a; b) in nats, from how often each pair occurs.
  static func information(_ a: [Int], _ b: [Int]) -> Double {
    let (rows, columns) = ((a.max() ?? 0) + 1, (b.max() ?? 0) + 1)
    var joint = [Int](repeating: 0, count: rows * columns)
    var (first, second) = ([Int](repeating: 0, count: rows), [Int](repeating: 0, count: columns))
    for (x, y) in zip(a, b) {
      joint[x * columns + y] += 1
      first[x] += 1
      second[y] += 1
    }
    let total = Double(a.count)
    var sum = 0.0
    for place in joint.indices where joint[place] > 0 {
      let (x, y) = place.quotientAndRemainder(dividingBy: columns)
      sum += Double(joint[place]) / total * log(Double(joint[place]) * total / (Double(first[x]) * Double(second[y])))
    }
    return max(sum, 0)
  }
}
