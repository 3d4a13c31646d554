/// Thrown by a source for an item of a stream that could not be read, although the stream goes on.
public struct StreamItemError: Error {
  /// The item.
  public let entry: SourceEntry
  /// What is wrong with it.
  public let reason: any Error

  /// - Parameter reason: what is wrong with the item.
  public init(_ entry: SourceEntry, _ reason: any Error) {
    self.entry = entry
    self.reason = reason
  }
}
