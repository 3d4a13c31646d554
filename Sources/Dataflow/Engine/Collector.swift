/// Brings together what belongs together: holds the members of groups until each group is complete.
///
/// A pure value; it decides, the engine acts.
struct Collector: Sendable {
  /// A group that has all its members, in their order.
  struct Complete: Sendable {
    let group: Int
    let members: [Outcome]
  }

  private struct Waiting {
    /// Empty as long as none has come: of a large folder nearly all groups wait so.
    var members: [Outcome?] = []
    let count: Int
    var missing: Int

    init(count: Int) {
      self.count = count
      missing = count
    }

    mutating func put(_ item: Outcome, at index: Int) {
      if members.isEmpty { members = Array(repeating: nil, count: count) }
      members[index] = item
      missing -= 1
    }
  }

  private struct Place {
    let group: Int
    let index: Int
  }

  /// The groups that wait, by number.
  private var waiting: [Int: Waiting] = [:]
  /// Where the item at a position of a port belongs: the first place, and all others, which few items have.
  private var wants: [Group.Member: Place] = [:]
  private var furtherWants: [Group.Member: [Place]] = [:]
  /// Items that came before everyone who wants them was known.
  private var early: [Group.Member: Outcome] = [:]
  /// Where groups leave one after the other, who goes next.
  private var order: LeavingOrder?
  private var placed = 0

  /// - Parameter isOrdered: whether groups leave in the order of their numbers.
  init(isOrdered: Bool) { order = isOrdered ? LeavingOrder() : nil }

  /// How many items it holds.
  var held: Int { placed + early.count }

  /// Whether nothing waits.
  var isEmpty: Bool { waiting.isEmpty && early.isEmpty && order?.isEmpty ?? true }

  /// Learns of a group, and gives the groups that may leave because of it.
  mutating func expect(_ group: Int, _ members: [Group.Member], isNeeded: Bool) -> [Complete] {
    guard isNeeded else {
      order?.skip(group)
      return leaving([])
    }
    waiting[group] = Waiting(count: members.count)
    for (index, member) in members.enumerated() {
      let place = Place(group: group, index: index)
      if let item = early[member] { put(item, place) } else { want(member, place) }
    }
    return leaving([completed(group)].compactMap(\.self))
  }

  /// Takes an item in and gives the groups that may leave because of it.
  /// - Parameter isWantedLater: whether groups that are not known yet may want it too, so that it is kept for them.
  mutating func accept(_ item: Outcome, port: Int, isWantedLater: Bool) -> [Complete] {
    let member = Group.Member(port: port, position: item.position)
    if isWantedLater { early[member] = item }
    guard let first = wants.removeValue(forKey: member) else { return [] }
    let places = [first] + (furtherWants.removeValue(forKey: member) ?? [])
    for place in places { put(item, place) }
    return leaving(places.compactMap { completed($0.group) })
  }

  private mutating func want(_ member: Group.Member, _ place: Place) {
    if wants[member] == nil { wants[member] = place } else { furtherWants[member, default: []].append(place) }
  }

  /// All groups are known: what was kept for later ones may go.
  mutating func forgetEarly() { early = [:] }

  private mutating func put(_ item: Outcome, _ place: Place) {
    waiting[place.group]?.put(item, at: place.index)
    placed += 1
  }

  private mutating func completed(_ group: Int) -> Complete? {
    guard waiting[group]?.missing == 0, let entry = waiting.removeValue(forKey: group) else { return nil }
    return Complete(group: group, members: entry.members.compactMap(\.self))
  }

  private mutating func leaving(_ complete: [Complete]) -> [Complete] {
    let leaving = order?.pass(complete) ?? complete
    placed -= leaving.reduce(0) { $0 + $1.members.count }
    return leaving
  }
}
