/// Brings together what belongs together: holds the members of groups until each group is complete.
///
/// A pure value; it decides, the engine acts.
struct Collector: Sendable {
  /// A group that has all its members, in their order.
  struct Complete: Sendable {
    let group: Int
    let members: [Outcome]
  }

  /// The groups that wait, by number.
  private var waiting: [Int: Waiting] = [:]
  /// Which groups want the item at a position of a port, and at which place.
  private var wants: [Group.Member: [(group: Int, place: Int)]] = [:]
  /// Items that came before anyone knew their group.
  private var early: [(port: Int, item: Outcome)] = []
  /// With an order, complete groups leave only one after the other.
  private var nextInOrder: Int?
  private var ready: [Int: Complete] = [:]
  /// The groups nobody needs, when they leave in order.
  private var skipped: Set<Int> = []

  private struct Waiting {
    var members: [Outcome?]
    var missing: Int
  }

  /// - Parameter isOrdered: whether groups leave in the order of their numbers.
  init(isOrdered: Bool) { nextInOrder = isOrdered ? 0 : nil }

  /// How many items it holds.
  private(set) var held = 0

  /// Whether nothing waits.
  var isEmpty: Bool { waiting.isEmpty && ready.isEmpty && early.isEmpty }

  /// Learns of a group.
  mutating func expect(_ group: Int, _ members: [Group.Member], isNeeded: Bool) -> [Complete] {
    guard isNeeded else {
      skipped.insert(group)
      return released(inOrder())
    }
    waiting[group] = Waiting(members: Array(repeating: nil, count: members.count), missing: members.count)
    for (place, member) in members.enumerated() { wants[member, default: []].append((group, place)) }
    let waitingItems = early
    early = []
    held -= waitingItems.count
    return waitingItems.flatMap { accept($0.item, port: $0.port, keepsStrangers: true) }
  }

  /// Takes an item in and gives the groups it completes.
  /// - Parameter keepsStrangers: whether the groups are not known yet, so that an item without a group is kept.
  mutating func accept(_ item: Outcome, port: Int, keepsStrangers: Bool) -> [Complete] {
    guard let places = wants.removeValue(forKey: Group.Member(port: port, position: item.position)) else {
      if keepsStrangers {
        early.append((port, item))
        held += 1
      }
      return []
    }
    var completed: [Complete] = []
    for (group, place) in places {
      guard var entry = waiting[group] else { continue }
      entry.members[place] = item
      entry.missing -= 1
      held += 1
      waiting[group] = entry.missing == 0 ? nil : entry
      if entry.missing == 0 { completed.append(Complete(group: group, members: entry.members.compactMap(\.self))) }
    }
    guard nextInOrder != nil else { return released(completed) }
    for complete in completed { ready[complete.group] = complete }
    return released(inOrder())
  }

  private mutating func released(_ complete: [Complete]) -> [Complete] {
    held -= complete.reduce(0) { $0 + $1.members.count }
    return complete
  }

  private mutating func inOrder() -> [Complete] {
    var leaving: [Complete] = []
    while let next = nextInOrder {
      if let complete = ready.removeValue(forKey: next) {
        leaving.append(complete)
      } else if skipped.remove(next) == nil {
        break
      }
      nextInOrder = next + 1
    }
    return leaving
  }
}
