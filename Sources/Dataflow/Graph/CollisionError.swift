/// Two items would be written to one file.
public struct CollisionError: Error, Hashable, Sendable {
  /// The id of the sink that would write the second.
  public let stage: String
  /// The file.
  public let path: String
  /// The item that comes first in natural order.
  public let first: ItemID
  /// The item that would overwrite it.
  public let second: ItemID
}

extension CollisionError: CustomStringConvertible {
  /// One sentence that names both items.
  public var description: String {
    "two items would be written to \(path): \(first) and \(second); put what tells them apart into the name, as "
      + "{path}, {stem} or a sweep's value"
  }
}
