public import Tensors

/// What one layer of a network is and costs.
public struct LayerSummary: Hashable, Sendable {
  /// Its whole name in the checkpoint; nil if it has no parameters.
  public let name: String?
  /// Its kind, as `conv2d`.
  public let kind: String
  /// What it gives, for one picture.
  public let output: Shape
  /// How many numbers of the checkpoint it uses.
  public let parameters: Int
  /// How many multiply-adds it costs for one picture, before any operations are merged.
  public let multiplyAdds: Int
}
