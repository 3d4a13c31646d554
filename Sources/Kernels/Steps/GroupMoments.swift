#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Mean and 1/√(variance + ε) of the groups of channels of an item: for each channel those of its group.
struct GroupMoments: Sendable {
  let layout: ChannelsLast
  let groups: Int
  let epsilon: Double

  /// Pixels that are added up in single precision.
  private static let pixelsAtOnce = 16

  /// The channels of a group.
  var channels: Int { layout.channels / groups }

  /// The elements of a group.
  var elements: Int { channels * layout.pixels }

  /// The floats that `measure` writes.
  var count: Int { 2 * layout.channels }

  /// Writes the mean of each channel's group, and then the 1/√(variance + ε) of each.
  func measure(_ item: UnsafePointer<Float>, into moments: UnsafeMutablePointer<Float>) {
    let all = layout.channels
    let sums = sums(item) { addFloats($0, $1, all) }
    for c in 0..<all { moments[c] = Float(sums[c / channels] / Double(elements)) }
    let squares = self.sums(item) { addSquares($0, moments, $1, all) }
    for c in 0..<all { moments[all + c] = Float(1 / sqrt(squares[c / channels] / Double(elements) + epsilon)) }
  }

  /// Writes (x − mean) / √(variance + ε) · weight + bias.
  func normalise(
    _ item: UnsafePointer<Float>, _ moments: UnsafePointer<Float>, _ weight: UnsafePointer<Float>,
    _ bias: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>
  ) {
    let all = layout.channels
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * all) { factors in
      guard let scale = factors.baseAddress else { return }
      let shift = scale + all
      for c in 0..<all {
        scale[c] = weight[c] * moments[all + c]
        shift[c] = bias[c] - moments[c] * scale[c]
      }
      scaleRows(item, scale, shift, into: target, rows: 0..<layout.pixels, channels: all)
    }
  }

  /// The sum of each group, of what `add` adds to as many floats as there are channels for the pixel it is given: of a
  /// few pixels in single precision, and from there on in double.
  private func sums(
    _ item: UnsafePointer<Float>, _ add: (UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: groups)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: layout.channels) { few in
      guard let start = few.baseAddress else { return }
      for first in stride(from: 0, to: layout.pixels, by: GroupMoments.pixelsAtOnce) {
        few.initialize(repeating: 0)
        for pixel in first..<min(first + GroupMoments.pixelsAtOnce, layout.pixels) {
          add(item + pixel * layout.channels, start)
        }
        for c in few.indices { sums[c / channels] += Double(few[c]) }
      }
    }
    return sums
  }
}
