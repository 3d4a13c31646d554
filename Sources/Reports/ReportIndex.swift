import Dataflow
import Documents

/// The names of all items with the numbers of their pictures, which stand in the page as blocks.
struct ReportIndex: Sendable {
  /// A picture in the page.
  struct Block {
    let number: Int
    let isBefore: Bool
  }

  private struct Output {
    let label: String
    let file: String
    let block: Int?
    /// Whether it was made of the item's own picture alone; a sheet was not.
    let compares: Bool
  }

  private struct Entry {
    var origin: String
    var before: Int?
    var outputs: [Output] = []
    var failure: String?
  }

  private var entries: [String: Entry] = [:]
  private var blocks = 0

  /// Whether the picture an item was made of is in the page.
  func hasBefore(_ key: String) -> Bool { entries[key]?.before != nil }

  /// Adds an output to its item.
  /// - Parameters:
  ///   - compares: whether the output can be compared with the picture the item was loaded as.
  ///   - before: whether that picture comes with it.
  ///   - after: whether the output can be shown.
  /// - Returns: the blocks to write.
  mutating func add(_ picture: ReportPicture, compares: Bool, before: Bool, after: Bool) -> [Block] {
    var new: [Block] = []
    if before { new.append(Block(number: blocks + new.count, isBefore: true)) }
    if after { new.append(Block(number: blocks + new.count, isBefore: false)) }
    blocks += new.count
    var entry = entries[picture.item.key] ?? Entry(origin: picture.origin)
    entry.before = new.first { $0.isBefore }?.number ?? entry.before
    entry.outputs.append(
      Output(
        label: picture.item.coordinates.map { "\($0.name) \($0.value)" }.joined(separator: ", "), file: picture.file,
        block: new.first { !$0.isBefore }?.number, compares: compares))
    entries[picture.item.key] = entry
    return new
  }

  /// Adds what came to nothing.
  mutating func add(_ failures: [ItemFailure]) {
    for failure in failures {
      entries[failure.key, default: Entry(origin: failure.source)].failure = "\(failure.reason) (in \(failure.stage))"
    }
  }

  /// A list of the items in the order of the inputs, and behind them what was made of several, for the page's script.
  func json(_ order: [String]) -> String {
    let ranks = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let keys = entries.keys.sorted { (ranks[$0] ?? .max, $0) < (ranks[$1] ?? .max, $1) }
    return JSONValue.array(keys.compactMap { key in entries[key].map { Self.json(key, $0) } }).compact
  }

  private static func json(_ key: String, _ entry: Entry) -> JSONValue {
    [
      "key": .string(key), "source": .string(entry.origin), "before": entry.before.map { .int($0) } ?? .null,
      "failure": entry.failure.map { .string($0) } ?? .null,
      "outputs": .array(
        entry.outputs.sorted { $0.file < $1.file }.map {
          [
            "label": .string($0.label), "file": .string($0.file), "block": $0.block.map { .int($0) } ?? .null,
            "compares": .bool($0.compares),
          ]
        }),
    ]
  }
}
