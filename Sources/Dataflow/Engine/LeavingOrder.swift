/// Lets complete groups leave in the order of their numbers: standard output has only one place after the other.
struct LeavingOrder: Sendable {
  private var next = 0
  private var ready: [Int: Collector.Complete] = [:]
  /// The groups nobody needs.
  private var skipped: Set<Int> = []

  /// Whether no group waits for its turn.
  var isEmpty: Bool { ready.isEmpty }

  /// A group that will never come.
  mutating func skip(_ group: Int) { skipped.insert(group) }

  /// Takes complete groups in and gives those whose turn it is.
  mutating func pass(_ complete: [Collector.Complete]) -> [Collector.Complete] {
    for group in complete { ready[group.group] = group }
    var leaving: [Collector.Complete] = []
    while true {
      if let group = ready.removeValue(forKey: next) {
        leaving.append(group)
      } else if skipped.remove(next) == nil {
        return leaving
      }
      next += 1
    }
  }
}
