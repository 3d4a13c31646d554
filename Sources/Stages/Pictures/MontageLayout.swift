import Dataflow

/// Which pictures share a sheet, and where each stands on it. Worked out from names alone.
struct MontageLayout: Sendable {
  /// What runs along an edge of the sheet.
  enum Axis: Sendable, Hashable {
    /// The values of a sweep.
    case coordinate(String)
    /// The items themselves, one after the other.
    case item
    /// So many to a line, whatever they are.
    case count(Int)
  }

  let columns: Axis?
  let rows: Axis?

  /// One sheet.
  struct Sheet: Sendable, Equatable {
    let name: ItemID
    /// What the columns and rows are, as `smile × eyeglasses`; nil where no sweep runs along an edge.
    let title: String?
    let columnLabels: [String]
    let rowLabels: [String]
    /// For each member in order, its column and row.
    let members: [(position: Int, column: Int, row: Int)]

    static func == (a: Sheet, b: Sheet) -> Bool {
      a.name == b.name && a.title == b.title && a.columnLabels == b.columnLabels && a.rowLabels == b.rowLabels
        && a.members.elementsEqual(b.members) { $0 == $1 }
    }
  }

  /// The sheets, in the order of their first members.
  func sheets(_ ids: [ItemID]) -> [Sheet] {
    var order: [ItemID] = []
    var members: [ItemID: [Int]] = [:]
    for (position, id) in ids.enumerated() {
      let name = sheet(of: id)
      if members[name] == nil { order.append(name) }
      members[name, default: []].append(position)
    }
    return order.map { sheet($0, (members[$0] ?? []).map { ($0, ids[$0]) }) }
  }

  /// What is not an axis tells the sheets apart.
  private func sheet(of id: ItemID) -> ItemID {
    if case .count = columns { return ItemID(key: "montage") }
    if case .count = rows { return ItemID(key: "montage") }
    let mixesItems = columns == .item || rows == .item
    let named = [columns, rows].compactMap { axis in if case .coordinate(let name)? = axis { name } else { nil } }
    return ItemID(
      key: mixesItems ? "montage" : id.key, coordinates: id.coordinates.filter { !named.contains($0.name) })
  }

  private func sheet(_ name: ItemID, _ members: [(position: Int, id: ItemID)]) -> Sheet {
    if case .count(let count)? = columns { return wrapped(name, members, columns: count) }
    if case .count(let count)? = rows {
      return wrapped(name, members, columns: (members.count + count - 1) / max(1, count))
    }
    var (columnLabels, rowLabels) = (Labels(), Labels())
    let placed = members.map { position, id in
      (position: position, column: columnLabels.place(columns, id), row: rowLabels.place(rows, id))
    }
    return Sheet(
      name: name, title: title, columnLabels: columnLabels.texts, rowLabels: rowLabels.texts, members: spread(placed))
  }

  private var title: String? {
    let names = [columns, rows].compactMap { axis in if case .coordinate(let name)? = axis { name } else { nil } }
    return names.isEmpty ? nil : names.joined(separator: " × ")
  }

  private func wrapped(_ name: ItemID, _ members: [(position: Int, id: ItemID)], columns: Int) -> Sheet {
    let placed = members.enumerated().map { ($1.position, $0 % columns, $0 / columns) }
    return Sheet(
      name: name, title: nil, columnLabels: [], rowLabels: [],
      members: placed.map { (position: $0, column: $1, row: $2) })
  }

  /// Without rows, items that would share a place stand below each other.
  private func spread(_ members: [(position: Int, column: Int, row: Int)]) -> [(position: Int, column: Int, row: Int)] {
    var taken: Set<[Int]> = []
    return members.map { member in
      var place = member
      while !taken.insert([place.column, place.row]).inserted {
        if rows == nil { place.row += 1 } else { place.column += 1 }
      }
      return place
    }
  }

  /// The places along one axis in the order in which they are met.
  private struct Labels {
    var texts: [String] = []
    private var places: [String: Int] = [:]

    mutating func place(_ axis: Axis?, _ id: ItemID) -> Int {
      let text: String
      switch axis {
      case .coordinate(let name)?: text = id[name]?.description ?? ""
      case .item?: text = ItemKey(id.key).stem
      case .count?, nil: return 0
      }
      let identity = axis == .item ? id.key : text
      if let place = places[identity] { return place }
      places[identity] = texts.count
      texts.append(text)
      return texts.count - 1
    }
  }
}
