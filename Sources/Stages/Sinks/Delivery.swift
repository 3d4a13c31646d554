public import Dataflow

/// Takes the bytes of pictures instead of the files they would be written to.
public struct Delivery: Sendable {
  /// Takes the bytes of one picture; called from any lane.
  public let take: @Sendable ([UInt8]) throws -> Void

  /// Calls a function with the bytes.
  public init(_ take: @escaping @Sendable ([UInt8]) throws -> Void) { self.take = take }

  /// Where a pipeline keeps it.
  public enum Key: EnvironmentKey { public typealias Value = Delivery }
}
