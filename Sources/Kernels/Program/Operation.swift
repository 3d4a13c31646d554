public import Tensors

/// What turns one value of a program into the next. Shapes are those of one item, without a batch axis.
public enum Operation: Sendable {
  /// A two-dimensional convolution (cross-correlation, as in PyTorch) of [in, height, width].
  /// `weight` is [out, in, kernel height, kernel width], `bias` [out].
  case convolution(weight: Tensor, bias: Tensor?, Window)
  /// The transpose of a convolution, also called deconvolution, of [in, height, width].
  /// `weight` is [in, out, kernel height, kernel width], `bias` [out].
  case transposedConvolution(weight: Tensor, bias: Tensor?, Window)
  /// weight · x + bias of a vector [in]. `weight` is [out, in], `bias` [out].
  case linear(weight: Tensor, bias: Tensor?)
  /// Batch norm of each index of the first axis, in its inference form unless the program learns.
  case batchNorm(BatchNormalization)
  /// scale · x + shift for each index of the first axis. Both are [channels].
  case scaleShift(scale: Tensor, shift: Tensor)
  /// A function of every element.
  case activation(Activation)
  /// The same elements in row-major order under another shape, as [256, 4, 4] and [4096].
  case reshape(Shape)
  /// The part of the first axis in a range.
  case channels(Range<Int>)
}

extension Operation {
  /// The name by which errors and reports call it.
  public var name: String {
    switch self {
    case .convolution: "convolution"
    case .transposedConvolution: "transposed convolution"
    case .linear: "linear"
    case .batchNorm: "batch norm"
    case .scaleShift: "scale and shift"
    case .activation(let activation): "\(activation)"
    case .reshape: "reshape"
    case .channels: "channels"
    }
  }

  /// Whether it is a matrix product at heart: the operations that others are folded into.
  var isProduct: Bool {
    switch self {
    case .convolution, .transposedConvolution, .linear: true
    case .batchNorm, .scaleShift, .activation, .reshape, .channels: false
    }
  }
}
