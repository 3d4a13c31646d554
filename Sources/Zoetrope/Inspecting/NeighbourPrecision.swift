import Autoencoders
public import Tensors

/// Of the nearest pictures of a picture, the share that has its label: what a metric is worth.
public struct NeighbourPrecision: Sendable {
  /// A way to find neighbours, and its share for each label.
  public struct Row: Hashable, Sendable {
    public let name: String
    public let shares: [Double]
  }

  /// The metrics, raw pixels, and what chance gives.
  public let rows: [Row]
  /// How many pictures were asked for their neighbours.
  public let queries: Int

  /// Measures all metrics, and the pictures' own pixels beside them.
  /// - Parameters:
  ///   - latents: one a picture.
  ///   - pixels: the pictures as the model takes them, in bytes.
  ///   - labels: for each label the group of each picture.
  ///   - count: how many neighbours are looked at.
  ///   - queries: of how many pictures, evenly taken.
  /// - Throws: `SurveyError`.
  public init(_ latents: [Tensor], pixels: [[UInt8]], labels: [[Int]], count: Int, queries: Int) throws {
    let every = max(1, latents.count / queries)
    let asked = Array(stride(from: 0, to: latents.count, by: every).prefix(queries))
    self.queries = asked.count
    var rows: [Row] = []
    for metric in LatentMetric.allCases {
      let neighbours = try LatentNeighbours(latents, metric)
      rows.append(
        try Self.row("latents, \(metric.rawValue)", asked, labels) {
          neighbours.nearest(toRow: $0, count: count).map(\.index)
        })
    }
    let raw = NumberRows(pixels)
    rows.append(
      try Self.row("raw pixels, euclidean", asked, labels) {
        raw.nearest(to: raw.row($0), count, excluding: $0).map(\.index)
      })
    let chance = labels.map { label -> Double in
      let counts = Dictionary(label.map { ($0, 1) }, uniquingKeysWith: +)
      return counts.values.reduce(0.0) { sum, count in
        let share = Double(count) / Double(label.count)
        return sum + share * share
      }
    }
    self.rows = rows + [Row(name: "chance", shares: chance)]
  }

  private static func row(
    _ name: String, _ asked: [Int], _ labels: [[Int]], _ neighbours: @Sendable (Int) -> [Int]
  ) throws -> Row {
    let found = try concurrentMap(asked.count) { neighbours(asked[$0]) }
    let shares = labels.map { label in
      let each = zip(asked, found).map { query, found in
        Double(found.count { label[$0] == label[query] }) / Double(max(1, found.count))
      }
      return each.reduce(0, +) / Double(max(1, each.count))
    }
    return Row(name: name, shares: shares)
  }
}
