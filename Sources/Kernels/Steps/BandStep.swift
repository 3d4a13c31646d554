/// A step that can compute some rows of an item's result at a time, so that a large picture need not be in memory whole.
///
/// A row's numbers do not depend on which rows are computed with it.
protocol BandStep: Step {
  /// The rows of the result; of a step that adds up, those of its source.
  var height: Int { get }

  /// Rows are asked for from a multiple of this on, to a multiple or to the last.
  var rowsAtOnce: Int { get }

  /// Whether the result is there only when all rows have been seen.
  var isSum: Bool { get }

  /// The rows of the source that some rows of the result are computed from.
  func sourceRows(_ rows: Range<Int>) -> Range<Int>

  /// Computes some rows of one item. `source` and `target` are where its first row is, or would be.
  func run(
    rows: Range<Int>, _ source: UnsafePointer<Float>, and others: [UnsafePointer<Float>],
    _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>) throws
}

extension BandStep {
  var rowsAtOnce: Int { 1 }
  var isSum: Bool { false }
  func sourceRows(_ rows: Range<Int>) -> Range<Int> { rows }
}

/// A step that does the same at every pixel, whatever is beside it.
protocol PixelStep: BandStep {
  /// The pixels of an item, as its result has them.
  var pixels: Pixels { get }
  /// The items of a run.
  var batch: Int { get }

  /// Computes so many pixels from the first at `source` and `target` on.
  func run(pixels: Int, _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>)
}

/// How many floats a pixel of source and target has, and how many pixels there are.
struct Pixels: Hashable {
  let height: Int
  let width: Int
  let sourceChannels: Int
  let targetChannels: Int

  /// The same layout on both sides, unless said.
  init(_ layout: ChannelsLast, from channels: Int? = nil, to target: Int? = nil) {
    (height, width) = (layout.height, layout.width)
    (sourceChannels, targetChannels) = (channels ?? layout.channels, target ?? layout.channels)
  }
}

extension PixelStep {
  var scratch: Int { 0 }
  var height: Int { pixels.height }

  func run(_ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>) {
    run(pixels: batch * pixels.height * pixels.width, source, target)
  }

  func run(
    rows: Range<Int>, _ source: UnsafePointer<Float>, and others: [UnsafePointer<Float>],
    _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) {
    let first = rows.lowerBound * pixels.width
    run(
      pixels: rows.count * pixels.width, source + first * pixels.sourceChannels,
      target + first * pixels.targetChannels)
  }
}
