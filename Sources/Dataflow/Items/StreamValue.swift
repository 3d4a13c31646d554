/// What flows along an edge of the graph: the name a recipe's messages use for it.
public struct StreamType: Hashable, Sendable {
  /// The plural or mass noun, as in "decode needs latents".
  public let name: String
  /// As it stands in a sentence about one stage's product: "encode gives a posterior".
  public let phrase: String

  /// - Parameter phrase: how a sentence names it; the bare name unless said.
  public init(_ name: String, phrase: String? = nil) {
    self.name = name
    self.phrase = phrase ?? name
  }
}

/// A value that can flow between stages.
public protocol StreamValue: Sendable {
  /// The type of the stream that carries such values.
  static var streamType: StreamType { get }
}
