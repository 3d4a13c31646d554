/// How the kernel of a convolution moves over its input, for height and width and for each side.
public struct GeneralWindow: Hashable, Sendable {
  /// A number for each of the two directions.
  public struct Pair: Hashable, Sendable {
    public var height: Int
    public var width: Int

    public init(_ height: Int, _ width: Int) {
      self.height = height
      self.width = width
    }

    /// The same number for both.
    public init(_ both: Int) { self.init(both, both) }
  }

  /// The distance between neighbouring positions of the kernel.
  public var stride = Pair(1)
  /// The distance between neighbouring taps of the kernel.
  public var dilation = Pair(1)
  /// Zeros above and to the left of the input; of a transposed convolution: taken off there.
  public var before = Pair(0)
  /// Zeros below and to the right of it.
  public var after = Pair(0)
  /// What a transposed convolution's output has more below and to the right.
  public var outputPadding = Pair(0)
  /// Groups of channels that do not see each other.
  public var groups = 1

  public init() {}

  /// The window as one that is alike in both directions, if it is.
  package var simple: Window? {
    let trailing = after.height - before.height
    guard groups == 1, dilation == Pair(1), before.height == before.width, after.height == after.width, trailing >= 0,
      stride.height == stride.width, outputPadding.height == outputPadding.width
    else { return nil }
    return Window(
      stride: stride.height, padding: before.height, outputPadding: outputPadding.height, trailing: trailing)
  }

  /// Whether the numbers are in their ranges.
  var isValid: Bool {
    let positive = [stride.height, stride.width, dilation.height, dilation.width, groups]
    let others = [before, after, outputPadding].flatMap { [$0.height, $0.width] }
    return positive.allSatisfy { (1...1 << 15).contains($0) } && others.allSatisfy { (0...1 << 15).contains($0) }
  }

  /// The extents of a convolution's output, or of a transposed one's.
  func output(_ height: Int, _ width: Int, kernel: Pair, isTransposed: Bool) -> Pair {
    func extent(_ input: Int, _ path: KeyPath<Pair, Int>) -> Int {
      let span = (kernel[keyPath: path] - 1) * dilation[keyPath: path] + 1
      let padding = before[keyPath: path] + after[keyPath: path]
      if isTransposed { return (input - 1) * stride[keyPath: path] - padding + span + outputPadding[keyPath: path] }
      let room = input + padding - span
      return room < 0 ? 0 : room / stride[keyPath: path] + 1
    }
    return Pair(extent(height, \.height), extent(width, \.width))
  }
}
