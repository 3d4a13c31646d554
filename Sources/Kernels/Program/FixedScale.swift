import Tensors

extension Program.Node {
  /// What a batch norm with the statistics it has, a constant, or a scale and a shift multiply each channel by, and what
  /// they add; nil for other operations.
  var fixedScale: (scale: Tensor, shift: Tensor)? {
    switch operation {
    case .batchNorm(let norm): norm.scaleAndShift
    case .scaleShift(let scale, let shift): (scale, shift)
    case .constant(let value): (Tensor([shape[0]]), Tensor([shape[0]], repeating: value[0]))
    case .convolution, .transposedConvolution, .linear, .groupNorm, .activation, .reshape, .channels, .upsample,
      .attention, .add, .concatenate, .array:
      nil
    }
  }
}
