import Tensors

/// A 3 × 3 convolution of stride 1 by Winograd's F(4×4, 3×3): 36 multiplications where the definition has 144 (A. Lavin
/// and S. Gray, "Fast Algorithms for Convolutional Neural Networks", 2015). See `ThreeTapBasis`.
struct ThreeTapConvolution: BandStep {
  private let input: ChannelsLast
  private let output: ChannelsLast
  private let padding: Int
  private let epilogue: Epilogue
  private let arithmetic: any Arithmetic
  private let batch: Int
  private let product: any MatrixProduct
  private let shape: ProductShape
  private let bias: [Float]
  /// The tiles of an item, in each direction.
  private let tileRows: Int
  private let tileColumns: Int

  /// The fewest tiles that are multiplied together, and how many floats of tiles and products there are at most if that
  /// are more: the weights are read for each such block.
  private static let fewestTiles = 64
  private static let floatsAtOnce = 1 << 19

  /// Whether it is worth the tiles.
  static func serves(_ convolution: Convolution) -> Bool {
    convolution.kernelHeight == 3 && convolution.kernelWidth == 3 && convolution.window.stride == 1
      && convolution.window.padding <= 2 && convolution.input.channels.isMultiple(of: Lanes.scalarCount)
      && (convolution.output.channels.isMultiple(of: Lanes.scalarCount)
        || convolution.output.channels < Lanes.scalarCount)
      && convolution.output.height >= 16 && convolution.output.width >= 16
  }

  init(_ convolution: Convolution, _ arithmetic: any Arithmetic) throws {
    (input, output, epilogue) = (convolution.input, convolution.output, convolution.epilogue)
    padding = convolution.window.padding
    batch = convolution.batch
    self.arithmetic = arithmetic
    let size = ThreeTapBasis.outputs
    (tileRows, tileColumns) = ((output.height + size - 1) / size, (output.width + size - 1) / size)
    let columns = (output.channels + Lanes.scalarCount - 1) / Lanes.scalarCount * Lanes.scalarCount
    let most = max(
      Self.fewestTiles, Self.floatsAtOnce / (ThreeTapBasis.products * (input.channels + columns)))
    shape = ProductShape(
      count: ThreeTapBasis.products, rows: Self.block(tileRows * batch, tileColumns, most: most),
      inner: input.channels, columns: columns)
    product = try arithmetic.product(
      shape, weights: ThreeTapBasis.weights(convolution.weight, columns: columns), epilogue: nil)
    bias = epilogue.bias + [Float](repeating: 0, count: columns - output.channels)
  }

  /// Whole rows of tiles, or equal parts of a row.
  private static func block(_ rows: Int, _ columns: Int, most: Int) -> Int {
    if columns > most { return (columns + (columns + most - 1) / most - 1) / ((columns + most - 1) / most) }
    return columns * min(rows, most / columns)
  }

  var height: Int { output.height }
  var rowsAtOnce: Int { ThreeTapBasis.outputs }

  func sourceRows(_ rows: Range<Int>) -> Range<Int> {
    let end = (rows.upperBound + rowsAtOnce - 1) / rowsAtOnce * rowsAtOnce
    let lower = min(max(0, rows.lowerBound - padding), input.height)
    return lower..<max(lower, min(end - padding + 2, input.height))
  }

  private var zeroCount: Int { (input.channels + 15) & ~15 }
  private var edgeCount: Int { rowsAtOnce * rowsAtOnce * shape.columns }

  var scratch: Int {
    zeroCount + edgeCount + shape.count * (shape.sourceSpacing + shape.targetSpacing) + product.scratch + 16
  }

  func run(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) throws { try run(tileRows: 0..<batch * tileRows, source, target, scratch) }

  func run(
    rows: Range<Int>, _ source: UnsafePointer<Float>, and others: [UnsafePointer<Float>],
    _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) throws {
    let end = (rows.upperBound + rowsAtOnce - 1) / rowsAtOnce
    try run(tileRows: rows.lowerBound / rowsAtOnce..<end, source, target, scratch)
  }

  /// Rows of tiles, counted through all items.
  private func run(
    tileRows rows: Range<Int>, _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>,
    _ scratch: UnsafeMutablePointer<Float>
  ) throws {
    let transformed = scratch + zeroCount + edgeCount
    let products = transformed + shape.count * shape.sourceSpacing
    scratch.update(repeating: 0, count: zeroCount)
    let end = rows.upperBound * tileColumns
    for first in stride(from: rows.lowerBound * tileColumns, to: end, by: shape.rows) {
      let tiles = first..<min(first + shape.rows, end)
      transformInputs(tiles, source, zeros: scratch, into: transformed)
      try product.run(transformed, products, products + shape.count * shape.targetSpacing)
      transformOutputs(tiles, products, edge: scratch + zeroCount, into: target)
    }
  }

  /// Item, row and column of a tile.
  @inline(__always)
  private func place(_ tile: Int) -> (item: Int, y: Int, x: Int) {
    let (row, column) = tile.quotientAndRemainder(dividingBy: tileColumns)
    let (item, y) = row.quotientAndRemainder(dividingBy: tileRows)
    return (item, y * ThreeTapBasis.outputs, column * ThreeTapBasis.outputs)
  }
}

extension ThreeTapConvolution {
  private func transformInputs(
    _ tiles: Range<Int>, _ source: UnsafePointer<Float>, zeros: UnsafePointer<Float>,
    into target: UnsafeMutablePointer<Float>
  ) {
    withUnsafeTemporaryAllocation(of: UnsafePointer<Float>.self, capacity: ThreeTapBasis.products) { pixels in
      guard let tile = pixels.baseAddress else { return }
      for (row, number) in tiles.enumerated() {
        let (item, y, x) = place(number)
        locate(source + item * input.count, y - padding, x - padding, zeros, in: pixels)
        arithmetic.transformThreeTapInput(
          tile, channels: input.channels, into: target + row * input.channels, spacing: shape.sourceSpacing)
      }
    }
  }

  /// The addresses of the pixels of a tile; that of zeros for those outside.
  @inline(__always)
  private func locate(
    _ item: UnsafePointer<Float>, _ top: Int, _ left: Int, _ zeros: UnsafePointer<Float>,
    in pixels: UnsafeMutableBufferPointer<UnsafePointer<Float>>
  ) {
    let side = ThreeTapBasis.inputs
    for i in 0..<side {
      let y = top + i
      let row = item + (y * input.width + left) * input.channels
      let isRow = y >= 0 && y < input.height
      for j in 0..<side {
        let isInside = isRow && left + j >= 0 && left + j < input.width
        pixels.initializeElement(at: i * side + j, to: isInside ? row + j * input.channels : zeros)
      }
    }
  }

  private func transformOutputs(
    _ tiles: Range<Int>, _ products: UnsafePointer<Float>, edge: UnsafeMutablePointer<Float>,
    into target: UnsafeMutablePointer<Float>
  ) {
    let (side, channels) = (ThreeTapBasis.outputs, output.channels)
    bias.withUnsafeBufferPointer { bias in
      guard let bias = bias.baseAddress else { return }
      for (row, number) in tiles.enumerated() {
        let (item, y, x) = place(number)
        let corner = target + item * output.count + (y * output.width + x) * channels
        let (height, width) = (min(side, output.height - y), min(side, output.width - x))
        let isWhole = height == side && width == side && channels == shape.columns
        let (right, below) = isWhole ? (channels, output.width * channels) : (shape.columns, side * shape.columns)
        let start = isWhole ? corner : edge
        arithmetic.transformThreeTapOutput(
          products + row * shape.columns, spacing: shape.targetSpacing, bias: bias, slope: epilogue.slope,
          channels: shape.columns, into: start, right: right, below: below)
        if isWhole {
          for y in 0..<height { epilogue.applyRest(to: corner + y * below, count: width * channels) }
          continue
        }
        for y in 0..<height {
          for x in 0..<width {
            copyFloats(edge + y * below + x * right, corner + (y * output.width + x) * channels, channels)
          }
          epilogue.applyRest(to: corner + y * output.width * channels, count: width * channels)
        }
      }
    }
  }
}
