/// One value on its way through the graph, with its name and what it carries.
public struct Item<Value: Sendable>: Sendable {
  /// Key and coordinates.
  public let id: ItemID
  /// Where the item stands in the natural order of its stream, from 0; never depends on which lane was faster.
  public let position: Int
  /// Where it was read from, as a user would name it: the file of its source.
  public let origin: String
  /// The value itself.
  public var value: Value
  /// What travels beside it.
  public var carried: Carried

  /// An item that carries nothing unless said.
  public init(id: ItemID, position: Int, origin: String = "", value: Value, carried: Carried = Carried()) {
    self.id = id
    self.position = position
    self.origin = origin
    self.value = value
    self.carried = carried
  }

  /// The same item with another value.
  public func with<Other: Sendable>(_ value: Other) -> Item<Other> {
    Item<Other>(id: id, position: position, origin: origin, value: value, carried: carried)
  }
}

/// An item between stages whose types were checked before: its value, or the reason why there is none. A failed item
/// travels on, so that whoever waits for it learns that it will not come.
typealias Outcome = Item<Result<any StreamValue, ItemFailure>>
