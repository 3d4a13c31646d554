import Tensors

/// A correlation of 4 × 4 weights, stride 2 and padding 1, by Winograd's F(m×m, 2×2), as `WinogradConvolution` has it:
/// 9 multiplications where the definition has 16, or 25 where it has 64, forwards and for both gradients.
///
/// With B, G and A of the basis, tiles d of the large picture's phases and tiles s of the small one, forwards is
/// s = Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A. So the gradient of d is B[(G g Gᵀ) ⊙ (A s Aᵀ)]Bᵀ, and that of g is
/// Gᵀ[Σ (Bᵀ d B) ⊙ (A s Aᵀ)]G: all are products of matrices for each element of the tile, between the tiles of the large
/// picture in the basis, those of the small one, and the weights.
struct WinogradCorrelation: Sendable {
  let large: ChannelsLast
  let small: ChannelsLast
  let basis: WinogradBasis
  private let tileRows: Int
  private let tileColumns: Int

  /// The most floats of tiles in the basis that are multiplied together, so that they stay in the cache.
  private static let floatsAtOnce = 1 << 20
  /// The parts of a batch whose weight gradients are summed apart.
  static let parts = 4

  /// Nil where the picture cannot be cut into tiles, or the channels do not fill vectors.
  init?(large: ChannelsLast, small: ChannelsLast, weight: Tensor, _ window: Window) {
    guard weight.shape[2] == 4, weight.shape[3] == 4, window.stride == 2, window.padding == 1,
      window.outputPadding == 0, window.trailing == 0, large.channels.isMultiple(of: Lanes.scalarCount),
      small.channels.isMultiple(of: Lanes.scalarCount), small.height.isMultiple(of: 2), small.width.isMultiple(of: 2),
      large.height == 2 * small.height, large.width == 2 * small.width
    else { return nil }
    self.large = large
    self.small = small
    basis = WinogradBasis.forGrid(height: small.height, width: small.width)
    (tileRows, tileColumns) = (small.height / basis.outputs, small.width / basis.outputs)
  }

  /// The rows of a weight's matrix: the large picture's channels of each of its four phases.
  private var inner: Int { 4 * large.channels }
  private var columns: Int { small.channels }
  private var tiles: Int { tileRows * tileColumns }

  /// The floats of the weights in the basis.
  var basisWeightCount: Int { basis.products * inner * columns }

  /// Into how many parts a batch is cut, each small enough for the cache.
  func groups(batch: Int) -> Int {
    let floats = basis.products * tiles * (inner + columns)
    let items = max(1, WinogradCorrelation.floatsAtOnce / floats)
    let groups = (batch + items - 1) / items
    return min(batch, (groups + WinogradCorrelation.parts - 1) / WinogradCorrelation.parts * WinogradCorrelation.parts)
  }
}

extension WinogradCorrelation {
  /// The memory of some items in the basis.
  struct Tiles {
    let large: UnsafeMutablePointer<Float>
    let small: UnsafeMutablePointer<Float>
    let zeros: UnsafeMutablePointer<Float>
    let waste: UnsafeMutablePointer<Float>
    let picture: UnsafeMutablePointer<Float>
    /// The items there are.
    let items: Range<Int>
    /// The floats from the matrix of one product to that of the next.
    let largeSpacing: Int
    let smallSpacing: Int
  }

  /// Calls with memory for some items.
  func withTiles(_ items: Range<Int>, _ context: LearningContext, _ body: (Tiles) throws -> Void) throws {
    // Matrices a power of two apart would fall into the same places of the cache.
    let (largeSpacing, smallSpacing) = (items.count * tiles * inner + 16, items.count * tiles * columns + 16)
    let zeroCount = (max(large.channels, small.channels) + 15) & ~15
    let count = basis.products * (largeSpacing + smallSpacing) + 2 * zeroCount + small.count
    try context.scratch.withFloats(count) { start in
      let small = start + basis.products * largeSpacing
      let zeros = small + basis.products * smallSpacing
      zeros.update(repeating: 0, count: 2 * zeroCount)
      try body(
        Tiles(
          large: start, small: small, zeros: zeros, waste: zeros + zeroCount, picture: zeros + 2 * zeroCount,
          items: items, largeSpacing: largeSpacing, smallSpacing: smallSpacing))
    }
  }

  /// Bᵀ d B of the large pictures.
  func transformLarge(_ source: UnsafePointer<Float>, _ tiles: Tiles, _ arithmetic: any Arithmetic) {
    forEachTile(tiles, UnsafeMutablePointer(mutating: source), outside: tiles.zeros) { pixels, target in
      pixels.withMemoryRebound(to: UnsafePointer<Float>.self, capacity: basis.products) {
        arithmetic.transformInput(
          $0, basis, channels: large.channels, into: tiles.large + target, spacing: tiles.largeSpacing)
      }
    }
  }

  /// Adds B p Bᵀ of the products to the large pictures.
  func addLarge(_ target: UnsafeMutablePointer<Float>, _ tiles: Tiles, _ arithmetic: any Arithmetic) {
    forEachTile(tiles, target, outside: tiles.waste) { pixels, source in
      arithmetic.addInputGradient(
        tiles.large + source, basis, spacing: tiles.largeSpacing, channels: large.channels, to: pixels)
    }
  }

  /// Writes a bias into every pixel of the large pictures, or zeros.
  func fillLarge(_ target: UnsafeMutablePointer<Float>, with bias: UnsafePointer<Float>?, _ tiles: Tiles) {
    let first = target + tiles.items.lowerBound * large.count
    guard let bias else { return first.update(repeating: 0, count: tiles.items.count * large.count) }
    for pixel in 0..<tiles.items.count * large.pixels {
      copyFloats(bias, first + pixel * large.channels, large.channels)
    }
  }

  /// A s Aᵀ of the small pictures.
  func transformSmall(_ source: UnsafePointer<Float>, _ tiles: Tiles, _ arithmetic: any Arithmetic) {
    forEachCorner(tiles) { corner, target in
      arithmetic.transformOutputGradient(
        source + corner, basis, right: columns, below: columns * small.width, channels: columns,
        into: tiles.small + target, spacing: tiles.smallSpacing)
    }
  }

  /// Aᵀ p A of the products, with a bias, written into the small pictures or added to them.
  func writeSmall(
    _ target: UnsafeMutablePointer<Float>, bias: UnsafePointer<Float>?, adding: Bool, _ tiles: Tiles,
    _ arithmetic: any Arithmetic
  ) {
    for (number, item) in tiles.items.enumerated() {
      let picture = adding ? tiles.picture : target + item * small.count
      forEachCorner(tiles, number, base: 0) { corner, source in
        arithmetic.transformOutput(
          tiles.small + source, basis, spacing: tiles.smallSpacing, bias: bias ?? UnsafePointer(tiles.zeros), slope: 1,
          channels: columns,
          into: picture + corner, right: columns, below: columns * small.width)
      }
      if adding { addFloats(tiles.picture, target + item * small.count, small.count) }
    }
  }

  /// The products for the small pictures: those of the large ones and the weights.
  func multiplyLarge(_ weights: UnsafePointer<Float>, _ tiles: Tiles, _ arithmetic: any Arithmetic) throws {
    let rows = tiles.items.count * self.tiles
    for product in 0..<basis.products {
      try arithmetic.multiply(
        Matrix(tiles.large + product * tiles.largeSpacing, rows: rows, columns: inner),
        Matrix(weights + product * inner * columns, rows: inner, columns: columns),
        into: ProductTarget(tiles.small + product * tiles.smallSpacing, spacing: columns))
    }
  }

  /// The products for the large pictures: those of the small ones and the weights.
  func multiplySmall(_ weights: UnsafePointer<Float>, _ tiles: Tiles, _ arithmetic: any Arithmetic) throws {
    let rows = tiles.items.count * self.tiles
    for product in 0..<basis.products {
      try arithmetic.multiply(
        Matrix(tiles.small + product * tiles.smallSpacing, rows: rows, columns: columns),
        Matrix(weights + product * inner * columns, rows: inner, columns: columns).transposed,
        into: ProductTarget(tiles.large + product * tiles.largeSpacing, spacing: inner))
    }
  }

  /// The gradient of the weights in the basis, written or added.
  func multiplyBoth(
    into gradient: UnsafeMutablePointer<Float>, adding: Bool, _ tiles: Tiles, _ arithmetic: any Arithmetic
  ) throws {
    let rows = tiles.items.count * self.tiles
    for product in 0..<basis.products {
      try arithmetic.multiply(
        Matrix(tiles.large + product * tiles.largeSpacing, rows: rows, columns: inner).transposed,
        Matrix(tiles.small + product * tiles.smallSpacing, rows: rows, columns: columns),
        into: ProductTarget(gradient + product * inner * columns, spacing: columns, adding: adding))
    }
  }

  /// For each tile of each phase of the large pictures the addresses of its pixels, and where it stands in the matrix of
  /// a product.
  private func forEachTile(
    _ tiles: Tiles, _ pictures: UnsafeMutablePointer<Float>, outside: UnsafeMutablePointer<Float>,
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<Float>>, Int) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<Float>.self, capacity: basis.products) { pixels in
      guard let addresses = pixels.baseAddress else { return }
      for (number, item) in tiles.items.enumerated() {
        let picture = pictures + item * large.count
        for tile in 0..<self.tiles {
          let (y, x) = (tile / tileColumns * 2 * basis.outputs, tile % tileColumns * 2 * basis.outputs)
          for phase in 0..<4 {
            locate(picture, y + phase / 2 - 1, x + phase % 2 - 1, outside, in: addresses)
            body(addresses, (number * self.tiles + tile) * inner + phase * large.channels)
          }
        }
      }
    }
  }

  /// The addresses of the pixels of a tile whose first pixel is given, in the large picture.
  @inline(__always)
  private func locate(
    _ picture: UnsafeMutablePointer<Float>, _ y: Int, _ x: Int, _ outside: UnsafeMutablePointer<Float>,
    in addresses: UnsafeMutablePointer<UnsafeMutablePointer<Float>>
  ) {
    var place = 0
    for row in 0..<basis.inputs {
      let y = y + 2 * row
      let isInside = y >= 0 && y < large.height
      let line = picture + (isInside ? y * large.width * large.channels : 0)
      for column in 0..<basis.inputs {
        let x = x + 2 * column
        let address = isInside && x >= 0 && x < large.width ? line + x * large.channels : outside
        (addresses + place).initialize(to: address)
        place += 1
      }
    }
  }

  /// For each tile of the small pictures where its first pixel is, and where it stands in the matrix of a product.
  private func forEachCorner(_ tiles: Tiles, _ body: (Int, Int) -> Void) {
    for (number, item) in tiles.items.enumerated() { forEachCorner(tiles, number, base: item * small.count, body) }
  }

  private func forEachCorner(_ tiles: Tiles, _ number: Int, base: Int, _ body: (Int, Int) -> Void) {
    for tile in 0..<self.tiles {
      let (y, x) = (tile / tileColumns * basis.outputs, tile % tileColumns * basis.outputs)
      body(base + (y * small.width + x) * columns, (number * self.tiles + tile) * columns)
    }
  }
}
