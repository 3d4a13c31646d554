/// How the kernel of a convolution moves over its input: alike in both directions.
public struct Window: Hashable, Sendable {
  /// The distance between neighbouring positions of the kernel, in pixels; at least 1.
  public var stride: Int
  /// The zeros added on each side of the input (of a transposed convolution: taken off the output); at least 0.
  public var padding: Int
  /// The rows and columns added at the bottom and the right of a transposed convolution's output; in 0..<stride.
  /// A convolution ignores it.
  public var outputPadding: Int

  /// The zeros added at the bottom and the right of the input beyond `padding`; at least 0. A transposed convolution has
  /// none.
  public var trailing: Int

  public init(stride: Int = 1, padding: Int = 0, outputPadding: Int = 0, trailing: Int = 0) {
    self.stride = stride
    self.padding = padding
    self.outputPadding = outputPadding
    self.trailing = trailing
  }

  /// Whether the numbers are in their ranges.
  var isValid: Bool { stride >= 1 && padding >= 0 && trailing >= 0 && (0..<stride).contains(outputPadding) }
}
