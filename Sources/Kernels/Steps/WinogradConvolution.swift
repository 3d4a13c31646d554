import Tensors

/// A 4 × 4 convolution of stride 2 and padding 1, or its transpose, by Winograd's F(m×m, 2×2): 9 multiplications where
/// the definition has 16, or 25 where it has 64 (S. Winograd, "Arithmetic Complexity of Computations", 1980; A. Lavin and
/// S. Gray, "Fast Algorithms for Convolutional Neural Networks", 2015).
///
/// The even and the odd rows and columns of the input are four pictures of half its size, and the halving convolution
/// is the sum of a 2 × 2 convolution of each: one with four times the channels. The doubling one is four 2 × 2
/// convolutions of the input, for the even and the odd rows and columns of the output. For either, tiles are computed in
/// a basis in which the convolution is a product of matrices for each element of the tile: see `WinogradBasis`.
struct WinogradConvolution: Step {
  /// One 2 × 2 convolution of the input's phases to one phase of the output.
  private struct Pass {
    /// Row and column of the input at which the first tile of each phase starts.
    let origins: [(y: Int, x: Int)]
    let product: any MatrixProduct
    /// Row and column of the output at which its first tile starts.
    let target: (y: Int, x: Int)
  }

  private let input: ChannelsLast
  private let output: ChannelsLast
  private let epilogue: Epilogue
  private let arithmetic: any Arithmetic
  private let basis: WinogradBasis
  private let batch: Int
  private let passes: [Pass]
  /// The distance of neighbouring pixels of a phase, in pixels of the input and of the output.
  private let inputStride: Int
  private let outputStride: Int
  /// The tiles of an item, in each direction.
  private let tileRows: Int
  private let tileColumns: Int
  /// The items whose tiles are multiplied together.
  private let group: Int
  private let shape: ProductShape
  /// From the first pixel of a tile to each, in floats.
  private let tileOffsets: [Int]

  /// The convolution that halves height and width.
  init(halving convolution: Convolution, _ arithmetic: any Arithmetic) throws {
    // Row y of the output is x[2y − 1]k₀ + x[2y]k₁ + x[2y + 1]k₂ + x[2y + 2]k₃: one phase has taps 0 and 2, the other
    // 1 and 3.
    let phases = [(0, 0), (0, 1), (1, 0), (1, 1)]
    let taps = phases.map { (y, x) in ([y, y + 2], [x, x + 2]) }
    let pass = (origins: phases.map { (y: $0.0 - 1, x: $0.1 - 1) }, taps: taps, target: (y: 0, x: 0))
    try self.init(
      convolution, arithmetic, strides: (2, 1), grid: (convolution.output.height, convolution.output.width),
      inputAxis: 1, passes: [pass])
  }

  /// The transposed convolution that doubles height and width.
  init(doubling convolution: Convolution, _ arithmetic: any Arithmetic) throws {
    // Row 2y of the output is x[y − 1]k₃ + x[y]k₁, row 2y + 1 is x[y]k₂ + x[y + 1]k₀.
    let passes = [(0, 0), (0, 1), (1, 0), (1, 1)].map { (y, x) in
      (origins: [(y: y - 1, x: x - 1)], taps: [([3 - y, 1 - y], [3 - x, 1 - x])], target: (y: y, x: x))
    }
    try self.init(
      convolution, arithmetic, strides: (1, 2), grid: (convolution.input.height, convolution.input.width),
      inputAxis: 0, passes: passes)
  }

  private init(
    _ convolution: Convolution, _ arithmetic: any Arithmetic, strides: (Int, Int), grid: (Int, Int), inputAxis: Int,
    passes: [(origins: [(y: Int, x: Int)], taps: [([Int], [Int])], target: (y: Int, x: Int))]
  ) throws {
    input = convolution.input
    output = convolution.output
    epilogue = convolution.epilogue
    self.arithmetic = arithmetic
    batch = convolution.batch
    (inputStride, outputStride) = strides
    let basis = WinogradBasis.forGrid(height: grid.0, width: grid.1)
    self.basis = basis
    (tileRows, tileColumns) = (grid.0 / basis.outputs, grid.1 / basis.outputs)
    tileOffsets = (0..<basis.products).map { [input = convolution.input] in
      ($0 / basis.inputs * input.width + $0 % basis.inputs) * strides.0 * input.channels
    }
    let inner = convolution.input.channels * passes[0].origins.count
    let columns = convolution.output.channels
    let blocking = Blocking(
      batch: batch, height: tileRows * tileColumns, width: basis.products, floatsPerPixel: inner + columns,
      limit: WinogradConvolution.floatsAtOnce)
    group = blocking.items
    let shape = ProductShape(
      count: basis.products, rows: group * tileRows * tileColumns, inner: inner, columns: columns)
    self.shape = shape
    self.passes = try passes.map { pass in
      Pass(
        origins: pass.origins,
        product: try arithmetic.product(
          shape,
          weights: WinogradWeights(convolution.weight, inputAxis: inputAxis, taps: pass.taps, basis).matrices,
          epilogue: nil), target: pass.target)
    }
  }

  /// Tiles and their products at once: more leave the cache of a core before they are used, fewer read the weights again
  /// and again.
  private static let floatsAtOnce = 1 << 19

  private var inner: Int { shape.inner }
  private var sourceSpacing: Int { shape.sourceSpacing }
  private var productSpacing: Int { shape.targetSpacing }

  /// Zeros for the pixels outside; whole cache lines.
  private var zeroCount: Int { (input.channels + 15) & ~15 }

  var scratch: Int {
    zeroCount + basis.products * (sourceSpacing + productSpacing) + (passes.map(\.product.scratch).max() ?? 0)
  }

  func run(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) throws {
    let zeros = scratch
    let transformed = zeros + zeroCount
    let products = transformed + basis.products * sourceSpacing
    zeros.update(repeating: 0, count: input.channels)
    for item in stride(from: 0, to: batch, by: group) {
      for pass in passes {
        for i in 0..<group {
          for (phase, origin) in pass.origins.enumerated() {
            transformInput(
              source + (item + i) * input.count, origin, zeros: zeros,
              into: transformed + i * tileRows * tileColumns * inner + phase * input.channels)
          }
        }
        try pass.product.run(transformed, products, products + basis.products * productSpacing)
        for i in 0..<group {
          transformOutput(
            products + i * tileRows * tileColumns * output.channels, pass.target,
            into: target + (item + i) * output.count)
        }
      }
    }
    epilogue.applyRest(to: target, count: batch * output.count)
  }

  /// Brings the tiles of one phase of an item into the basis of the products.
  private func transformInput(
    _ item: UnsafePointer<Float>, _ origin: (y: Int, x: Int), zeros: UnsafePointer<Float>,
    into target: UnsafeMutablePointer<Float>
  ) {
    let (step, count) = (basis.outputs * inputStride, basis.products)
    // The pixels of two tiles: of this one and, so that they are on their way already, of the next.
    withUnsafeTemporaryAllocation(of: UnsafePointer<Float>.self, capacity: 2 * count) { pixels in
      func located(_ tile: Int) -> Tile? {
        let (ty, tx) = tile.quotientAndRemainder(dividingBy: tileColumns)
        let half = UnsafeMutableBufferPointer(rebasing: pixels[tile % 2 * count..<(tile % 2 + 1) * count])
        locate(item, origin.y + ty * step, origin.x + tx * step, zeros, in: half)
        return half.baseAddress.map { UnsafePointer($0) }
      }
      var next = located(0)
      for tile in 0..<tileRows * tileColumns {
        guard let current = next else { return }
        if tile + 1 < tileRows * tileColumns { next = located(tile + 1) }
        if let next { arithmetic.prefetch(next, basis, channels: input.channels) }
        arithmetic.transformInput(
          current, basis, channels: input.channels, into: target + tile * inner, spacing: sourceSpacing)
      }
    }
  }

  /// The addresses of the pixels of a tile; that of zeros for those outside.
  @inline(__always)
  private func locate(
    _ item: UnsafePointer<Float>, _ y: Int, _ x: Int, _ zeros: UnsafePointer<Float>,
    in pixels: UnsafeMutableBufferPointer<UnsafePointer<Float>>
  ) {
    let (count, reach) = (basis.inputs, basis.outputs * inputStride)
    if y >= 0 && x >= 0 && y + reach < input.height && x + reach < input.width {
      let first = item + (y * input.width + x) * input.channels
      for i in 0..<pixels.count { pixels.initializeElement(at: i, to: first + tileOffsets[i]) }
    } else {
      for i in 0..<pixels.count {
        let (y, x) = (y + i / count * inputStride, x + i % count * inputStride)
        let isInside = y >= 0 && y < input.height && x >= 0 && x < input.width
        pixels.initializeElement(at: i, to: isInside ? item + (y * input.width + x) * input.channels : zeros)
      }
    }
  }

  /// Brings the products of each tile back into pixels, with bias and rectifier.
  private func transformOutput(
    _ products: UnsafePointer<Float>, _ origin: (y: Int, x: Int), into item: UnsafeMutablePointer<Float>
  ) {
    let right = outputStride * output.channels
    let below = right * output.width
    epilogue.bias.withUnsafeBufferPointer { bias in
      guard let bias = bias.baseAddress else { return }
      for ty in 0..<tileRows {
        for tx in 0..<tileColumns {
          let tile = products + (ty * tileColumns + tx) * output.channels
          let y = origin.y + basis.outputs * ty * outputStride
          let x = origin.x + basis.outputs * tx * outputStride
          let corner = item + (y * output.width + x) * output.channels
          arithmetic.transformOutput(
            tile, basis, spacing: productSpacing, bias: bias, slope: epilogue.slope, channels: output.channels,
            into: corner, right: right, below: below)
        }
      }
    }
  }
}
