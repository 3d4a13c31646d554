/// What tells an item from all others of its stream: its key, and where it stands on the sweeps it has been through.
public struct ItemID: Hashable, Sendable {
  /// The source path below the input root, with `/` and its extension; `prior/0001`, `stdin/0001`, `left~right`.
  public let key: String
  /// In the order of the stages that swept.
  public let coordinates: [Coordinate]

  /// A name, on no sweep unless said.
  public init(key: String, coordinates: [Coordinate] = []) {
    self.key = key
    self.coordinates = coordinates
  }

  /// The same key, further along.
  public func adding(_ more: [Coordinate]) -> ItemID {
    more.isEmpty ? self : ItemID(key: key, coordinates: coordinates + more)
  }

  /// The value on the sweep of that name.
  public subscript(name: String) -> Coordinate.Value? { coordinates.first { $0.name == name }?.value }
}

extension ItemID: CustomStringConvertible {
  /// As `a/face-01.png (strength 1.5, draw 2)`.
  public var description: String {
    guard !coordinates.isEmpty else { return key }
    return "\(key) (\(coordinates.map { "\($0.name) \($0.value)" }.joined(separator: ", ")))"
  }
}
