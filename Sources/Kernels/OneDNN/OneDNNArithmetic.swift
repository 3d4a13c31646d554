#if OneDNN
  internal import COneDNN

  /// Matrix products by oneDNN, and the loops around them compiled for the processor at hand.
  struct OneDNNArithmetic: Arithmetic {
    func product(
      _ shape: ProductShape, weights: @autoclosure () -> [Float], epilogue: Epilogue?
    ) throws -> any MatrixProduct {
      try OneDNNProduct(shape, weights: weights(), epilogue: epilogue)
    }

    func multiply(_ a: Matrix, _ b: Matrix, into c: ProductTarget) throws {
      precondition(a.columns == b.rows, "a product of \(a.columns) columns and \(b.rows) rows")
      let status = zoetrope_multiply(
        zoetrope_matrix(start: a.start, spacing: a.spacing, is_transposed: a.isTransposed ? 1 : 0),
        zoetrope_matrix(start: b.start, spacing: b.spacing, is_transposed: b.isTransposed ? 1 : 0),
        a.rows, a.columns, b.columns, c.start, c.spacing, c.isAdded ? 1 : 0)
      guard status == 0 else { throw OneDNNError(status: Int(status), shape: nil) }
    }

    func prepareThread() { zoetrope_use_one_thread() }

    func prefetch(_ pixels: Tile, _ basis: WinogradBasis, channels: Int) {
      let pixels = UnsafeRawPointer(pixels).assumingMemoryBound(to: UnsafePointer<Float>?.self)
      zoetrope_prefetch(pixels, basis.products, channels)
    }

    func transformInput(
      _ pixels: Tile, _ basis: WinogradBasis, channels: Int, into target: UnsafeMutablePointer<Float>, spacing: Int
    ) {
      let pixels = UnsafeRawPointer(pixels).assumingMemoryBound(to: UnsafePointer<Float>?.self)
      switch basis {
      case .pairs: zoetrope_winograd_input2(pixels, target, spacing, channels)
      case .quads: zoetrope_winograd_input4(pixels, target, spacing, channels)
      }
    }

    func transformOutput(
      _ products: UnsafePointer<Float>, _ basis: WinogradBasis, spacing: Int, bias: UnsafePointer<Float>, slope: Float,
      channels: Int, into corner: UnsafeMutablePointer<Float>, right: Int, below: Int
    ) {
      switch basis {
      case .pairs: zoetrope_winograd_output2(products, spacing, bias, slope, corner, right, below, channels)
      case .quads: zoetrope_winograd_output4(products, spacing, bias, slope, corner, right, below, channels)
      }
    }

    func transformThreeTapInput(
      _ pixels: Tile, channels: Int, into target: UnsafeMutablePointer<Float>, spacing: Int
    ) {
      let pixels = UnsafeRawPointer(pixels).assumingMemoryBound(to: UnsafePointer<Float>?.self)
      zoetrope_three_tap_input(pixels, target, spacing, channels)
    }

    func transformThreeTapOutput(
      _ products: UnsafePointer<Float>, spacing: Int, bias: UnsafePointer<Float>, slope: Float, channels: Int,
      into corner: UnsafeMutablePointer<Float>, right: Int, below: Int
    ) { zoetrope_three_tap_output(products, spacing, bias, slope, corner, right, below, channels) }

    func transformOutputGradient(
      _ corner: UnsafePointer<Float>, _ basis: WinogradBasis, right: Int, below: Int, channels: Int,
      into target: UnsafeMutablePointer<Float>, spacing: Int
    ) {
      switch basis {
      case .pairs: zoetrope_winograd_output2_gradient(corner, right, below, target, spacing, channels)
      case .quads: zoetrope_winograd_output4_gradient(corner, right, below, target, spacing, channels)
      }
    }

    func addInputGradient(
      _ products: UnsafePointer<Float>, _ basis: WinogradBasis, spacing: Int, channels: Int, to pixels: GradientTile
    ) {
      let pixels = UnsafeRawPointer(pixels).assumingMemoryBound(to: UnsafeMutablePointer<Float>?.self)
      switch basis {
      case .pairs: zoetrope_winograd_input2_gradient(products, spacing, pixels, channels)
      case .quads: zoetrope_winograd_input4_gradient(products, spacing, pixels, channels)
      }
    }

    func apply(_ activation: Activation, to x: UnsafeMutablePointer<Float>, count: Int) {
      if activation == .sigmoid { zoetrope_sigmoid(x, count) } else { activation.apply(to: x, count: count) }
    }
  }
#endif
