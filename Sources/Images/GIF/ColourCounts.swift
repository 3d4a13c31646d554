/// The colours of several pictures and how often each occurs; colours that differ by less than a 64th of each channel's
/// range are counted together, unless there are few.
struct ColourCounts {
  /// A colour, the mean of those that are counted together, and how many pixels have it.
  struct Entry {
    var colour: Lab
    var weight: Float
  }

  /// In an order that depends on the colours alone.
  private(set) var entries: [Entry] = []
  /// All colours exactly, where there are no more than a palette holds.
  private(set) var exact: [UInt32]?

  /// - Parameter limit: how many colours a palette holds.
  init(_ pictures: [[UInt32]], limit: Int) {
    exact = Self.exact(pictures, limit)
    guard exact == nil else { return }
    var counts: [UInt32: Int] = [:]
    for picture in pictures { for colour in picture { counts[colour, default: 0] += 1 } }
    var cells: [UInt32: Entry] = [:]
    for (colour, count) in counts.sorted(by: { $0.key < $1.key }) {
      let weight = Float(count)
      let key = (colour >> 18 & 63) << 12 | (colour >> 10 & 63) << 6 | colour >> 2 & 63
      var cell = cells[key] ?? Entry(colour: Lab(l: 0, a: 0, b: 0), weight: 0)
      cell.colour = cell.colour + Lab(colour) * weight
      cell.weight += weight
      cells[key] = cell
    }
    entries = cells.sorted { $0.key < $1.key }.map { _, cell in
      Entry(colour: cell.colour * (1 / cell.weight), weight: cell.weight)
    }
  }

  private static func exact(_ pictures: [[UInt32]], _ limit: Int) -> [UInt32]? {
    var found: Set<UInt32> = []
    for picture in pictures {
      for colour in picture where found.insert(colour).inserted && found.count > limit { return nil }
    }
    return found.sorted()
  }
}
