/// Sums over all pixels of all items of a batch, one for each channel: in single precision over a few rows, and from
/// there on in double, in an order that depends on the batch alone.
struct ChannelSums {
  private let channels: Int
  private let pixels: Int
  private let context: LearningContext

  /// Rows that are added up in single precision.
  private static let rowsAtOnce = 64

  init(channels: Int, pixels: Int, _ context: LearningContext) {
    self.channels = channels
    self.pixels = pixels
    self.context = context
  }

  /// The rows of a batch: one a pixel.
  var rows: Int { context.batch * pixels }

  /// Several sums at once, each of one number a channel.
  /// - Parameter body: adds what some rows contribute to `quantities · channels` floats.
  func callAsFunction(
    _ quantities: Int, _ body: (Range<Int>, UnsafeMutablePointer<Float>) -> Void
  ) throws -> [Double] {
    let count = quantities * channels
    let parts = min(LearningContext.parts, rows)
    var partial = [Double](repeating: 0, count: parts * count)
    try partial.withUnsafeMutableBufferPointer { partial in
      let sums = partial
      try context.inParts(of: parts) { range in
        for part in range {
          add(part * rows / parts..<(part + 1) * rows / parts, to: sums, at: part * count, count, body)
        }
      }
    }
    return (0..<count).map { index in (0..<parts).reduce(0) { $0 + partial[$1 * count + index] } }
  }

  private func add(
    _ rows: Range<Int>, to sums: UnsafeMutableBufferPointer<Double>, at first: Int, _ count: Int,
    _ body: (Range<Int>, UnsafeMutablePointer<Float>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { few in
      guard let start = few.baseAddress else { return }
      for row in stride(from: rows.lowerBound, to: rows.upperBound, by: ChannelSums.rowsAtOnce) {
        few.initialize(repeating: 0)
        body(row..<min(row + ChannelSums.rowsAtOnce, rows.upperBound), start)
        for i in 0..<count { sums[first + i] += Double(few[i]) }
      }
    }
  }

  /// The sum of every channel of a value: the gradient of a bias.
  func write(of value: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>) throws {
    let channels = channels
    let sums = try self(1) { rows, sums in
      for row in rows { addFloats(value + row * channels, sums, channels) }
    }
    for (channel, sum) in sums.enumerated() { target[channel] = Float(sum) }
  }
}
