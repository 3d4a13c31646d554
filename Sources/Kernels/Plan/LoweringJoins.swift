import Tensors

/// Operations on several values, as one step a value.
extension Lowering {
  /// A sum: the others are added to the first, where it lies if nobody else reads it.
  mutating func lowerSum(_ node: Program.Node) throws -> Stored {
    let first = try store(node.source)
    let layout = first.layout
    let items = itemsAtOnce(2 * layout.count)
    let sum = isSpent(node.source) ? first : add(first, to: layout) { Copying(pixels: Pixels(layout), batch: $0) }
    for value in node.sources.dropFirst() {
      let term = try store(value, as: layout)
      add(term, into: sum, items: items) { Adding(pixels: Pixels(layout), batch: $0) }
    }
    return sum
  }

  /// Values side by side: each is written into its channels.
  mutating func lowerConcatenation(_ node: Program.Node) throws -> Stored {
    let layout = ChannelsLast(node.shape)
    let items = itemsAtOnce(2 * layout.count)
    let sources = try node.sources.map { try store($0, as: ChannelsLast(program.shape(of: $0))) }
    let whole = reserve(layout, items: items)
    var first = 0
    for source in sources {
      let range = first..<first + source.layout.channels
      add(source, into: whole, items: items) { Placing(range, of: layout, batch: $0) }
      first = range.upperBound
    }
    return whole
  }
}
