import Tensors

/// A convolution or a transposed one, before it is decided how to compute it.
struct Convolution {
  let weight: Tensor
  let window: Window
  let input: ChannelsLast
  let output: ChannelsLast
  let epilogue: Epilogue
  let batch: Int

  var kernelHeight: Int { weight.shape[2] }
  var kernelWidth: Int { weight.shape[3] }

  /// The rule by which a convolution is computed: by its shape alone, never by a timing.
  func step(_ arithmetic: any Arithmetic) throws -> any Step {
    if isHalving, output.height.isMultiple(of: 2), output.width.isMultiple(of: 2) {
      return try WinogradConvolution(halving: self, arithmetic)
    }
    return try MatrixConvolution(self, arithmetic)
  }

  /// The same rule for a transposed convolution.
  func transposedStep(_ arithmetic: any Arithmetic) throws -> any Step {
    if isHalving, window.outputPadding == 0, input.height.isMultiple(of: 2), input.width.isMultiple(of: 2) {
      return try WinogradConvolution(doubling: self, arithmetic)
    }
    return try TransposedMatrixConvolution(self, arithmetic)
  }

  /// Whether it is the usual layer that halves or doubles a picture, 4 × 4 with stride 2 and padding 1, with channels
  /// enough that vectors of them are full.
  private var isHalving: Bool {
    kernelHeight == 4 && kernelWidth == 4 && window.stride == 2 && window.padding == 1
      && input.channels.isMultiple(of: 8) && output.channels.isMultiple(of: 8)
  }
}
