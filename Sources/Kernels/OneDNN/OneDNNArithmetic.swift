#if OneDNN
  internal import COneDNN

  /// Matrix products by oneDNN, and the loops around them compiled for the processor at hand.
  struct OneDNNArithmetic: Arithmetic {
    func product(_ shape: ProductShape, weights: [Float], epilogue: Epilogue?) throws -> any MatrixProduct {
      try OneDNNProduct(shape, weights: weights, epilogue: epilogue)
    }

    func prepareThread() { zoetrope_use_one_thread() }

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

    func apply(_ activation: Activation, to x: UnsafeMutablePointer<Float>, count: Int) {
      if activation == .sigmoid { zoetrope_sigmoid(x, count) } else { activation.apply(to: x, count: count) }
    }
  }
#endif
