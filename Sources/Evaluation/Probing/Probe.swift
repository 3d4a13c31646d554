import Statistics
import Tensors

/// What a representation is worth for other tasks: how well a logistic regression that sees a few labels tells the others.
///
/// For each seed and each number of labels, so many pictures are chosen and the rest, at most ``mostJudged``, judge. The
/// penalty is chosen by cross-validation over fifths of the chosen pictures, for posterior means and raw pixels alike.
public struct Probe: Sendable {
  /// The accuracy with so many labels.
  public struct Row: Hashable, Sendable {
    /// What was learnt from.
    public let features: String
    /// How many labels were seen.
    public let labels: Int
    /// The share of the other pictures that is told right, for each seed.
    public let accuracies: [Double]

    /// The mean over the seeds.
    public var mean: Double { accuracies.reduce(0, +) / Double(accuracies.count) }
    /// The standard deviation over the seeds, divided by their count − 1.
    public var deviation: Double { Estimate(accuracies)?.deviation(of: accuracies.count) ?? 0 }
  }

  /// The column of the labels.
  public let column: String
  /// How many pictures have a label.
  public let labelled: Int
  /// The share of the larger class: what guessing reaches.
  public let majority: Double
  /// Numbers of labels, and of each the features.
  public let rows: [Row]

  /// How many pictures judge, at most.
  public static let mostJudged = 1000
  /// How many pictures judge, at least.
  public static let leastJudged = 50
  /// How many labels a probe sees, at least.
  public static let leastLabels = 10
  /// How often it is repeated with other pictures.
  public static let seeds = 5

  /// Probes pictures.
  /// - Precondition: as many vectors as labels.
  /// - Throws: ``EvaluationError``.
  public init(_ features: [ProbeFeatures], _ labels: ProbeLabels, counts: [Int], seed: UInt64 = 0) throws {
    let known = labels.labels.indices.filter { labels.labels[$0] != nil }
    let truth = labels.labels.map { $0 ?? false }
    let members = known.count { truth[$0] }
    guard members > 0, members < known.count else {
      throw EvaluationError.oneClass(column: labels.column, hasIt: members > 0, count: known.count)
    }
    for count in counts {
      guard count >= Self.leastLabels else { throw EvaluationError.tooFewLabels(count) }
      guard count + Self.leastJudged <= known.count else {
        throw EvaluationError.tooFewLabelled(
          column: labels.column, found: known.count, labels: count, judged: Self.leastJudged)
      }
    }
    let tasks = counts.flatMap { count in features.indices.map { (count: count, features: $0) } }
    let accuracies = try concurrentMap(tasks.count * Self.seeds) { index in
      let task = tasks[index / Self.seeds]
      let order = Self.order(known, truth, seed &+ UInt64(index % Self.seeds))
      return ProbeTask(features[task.features], truth).accuracy(
        learning: Array(order[..<task.count]), judging: Array(order[task.count...].prefix(Self.mostJudged)))
    }
    column = labels.column
    labelled = known.count
    majority = Double(max(members, known.count - members)) / Double(known.count)
    rows = tasks.enumerated().map { place, task in
      Row(
        features: features[task.features].name, labels: task.count,
        accuracies: Array(accuracies[place * Self.seeds..<(place + 1) * Self.seeds]))
    }
  }

  /// The pictures in an order that the seed chooses; the first ten have both classes.
  private static func order(_ known: [Int], _ truth: [Bool], _ seed: UInt64) -> [Int] {
    let keys = RandomSource(seed: seed, stage: "probe", item: "").uniforms(known.count)
    var order = known.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { known[$0] }
    for (place, wanted) in [true, false].enumerated() {
      guard let first = order.firstIndex(where: { truth[$0] == wanted }), first >= leastLabels else { continue }
      order.swapAt(place, first)
    }
    return order
  }
}
