import Tensors

/// A convolution or a transposed one, before it is decided how to compute it.
struct Convolution {
  let weight: Tensor
  let window: Window
  let input: ChannelsLast
  let output: ChannelsLast
  let epilogue: Epilogue
  /// The items of one run.
  var batch: Int
  /// Whether the input is the caller's own, in which the planes follow each other.
  var inputIsPlanar = false

  var kernelHeight: Int { weight.shape[2] }
  var kernelWidth: Int { weight.shape[3] }

  /// The rule by which a convolution is computed: by its shape alone, never by a timing.
  func step(batch: Int, _ arithmetic: any Arithmetic) throws -> any Step {
    let convolution = with(batch: batch)
    if isHalving, hasFullVectors, output.height.isMultiple(of: 2), output.width.isMultiple(of: 2) {
      return try WinogradConvolution(halving: convolution, arithmetic)
    }
    if ThreeTapConvolution.serves(convolution), !inputIsPlanar {
      return try ThreeTapConvolution(convolution, arithmetic)
    }
    return try MatrixConvolution(convolution, arithmetic)
  }

  /// The same rule for a transposed convolution.
  func transposedStep(batch: Int, _ arithmetic: any Arithmetic) throws -> any Step {
    let convolution = with(batch: batch)
    if isHalving, hasFullVectors, window.outputPadding == 0, input.height.isMultiple(of: 2),
      input.width.isMultiple(of: 2)
    {
      return try WinogradConvolution(doubling: convolution, arithmetic)
    }
    if isHalving, window.outputPadding == 0, output.channels < Lanes.scalarCount {
      return try DoublingConvolution(convolution, arithmetic)
    }
    return try TransposedMatrixConvolution(convolution, arithmetic)
  }

  private func with(batch: Int) -> Convolution {
    var copy = self
    copy.batch = batch
    return copy
  }

  /// Whether it is the usual layer that halves or doubles a picture, 4 × 4 with stride 2 and padding 1.
  private var isHalving: Bool {
    kernelHeight == 4 && kernelWidth == 4 && window.stride == 2 && window.padding == 1 && window.trailing == 0
  }

  /// Whether the channels fill vectors.
  private var hasFullVectors: Bool {
    input.channels.isMultiple(of: Lanes.scalarCount) && output.channels.isMultiple(of: Lanes.scalarCount)
  }

  /// Below this number of channels, lines of the kernel in one plane are longer than those of channels in one pixel.
  static let fewChannels = 8
}
