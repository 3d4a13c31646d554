/// Every pixel repeated into a block of pixels.
struct Upsampling: BandStep {
  private let blocks: PixelBlocks
  private let batch: Int

  init(from: ChannelsLast, rows: Int, columns: Int, batch: Int) {
    blocks = PixelBlocks(from: from, rows: rows, columns: columns)
    self.batch = batch
  }

  var scratch: Int { 0 }

  func run(_ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>) {
    for item in 0..<batch { blocks.fill(target + item * blocks.count, with: source + item * blocks.from.count) }
  }

  var height: Int { blocks.from.height * blocks.rows }
  var rowsAtOnce: Int { blocks.rows }

  func sourceRows(_ rows: Range<Int>) -> Range<Int> {
    rows.lowerBound / blocks.rows..<(rows.upperBound + blocks.rows - 1) / blocks.rows
  }

  func run(
    rows: Range<Int>, _ source: UnsafePointer<Float>, and others: [UnsafePointer<Float>],
    _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) { blocks.fill(target, with: source, rows: sourceRows(rows)) }
}

/// The pixels of a picture, and for each the block of so many rows and columns that it becomes in a larger one.
struct PixelBlocks: Sendable {
  let from: ChannelsLast
  let rows: Int
  let columns: Int

  /// The floats of the larger picture.
  var count: Int { from.count * rows * columns }

  /// The floats of a row of it.
  private var rowCount: Int { from.width * columns * from.channels }

  /// Repeats every pixel of an item, or of some of its rows.
  func fill(
    _ target: UnsafeMutablePointer<Float>, with source: UnsafePointer<Float>, rows part: Range<Int>? = nil
  ) {
    for y in part ?? 0..<from.height {
      let row = target + y * rows * rowCount
      for x in 0..<from.width {
        let pixel = source + (y * from.width + x) * from.channels
        for column in 0..<columns { copyFloats(pixel, row + (x * columns + column) * from.channels, from.channels) }
      }
      for repetition in 1..<max(1, rows) { (row + repetition * rowCount).update(from: row, count: rowCount) }
    }
  }

  /// Adds every block of the larger picture up into its pixel.
  func addUp(_ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>) {
    for row in 0..<from.height * rows {
      for column in 0..<from.width * columns {
        let pixel = row / rows * from.width + column / columns
        addFloats(
          source + row * rowCount + column * from.channels, target + pixel * from.channels, from.channels)
      }
    }
  }
}
