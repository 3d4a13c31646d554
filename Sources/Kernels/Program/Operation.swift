public import Tensors

/// What turns values of a program into the next. Shapes are those of one item, without a batch axis.
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
  /// Group norm of each item: channels in groups, each with its own mean and variance.
  case groupNorm(GroupNormalization)
  /// scale · x + shift for each index of the first axis. Both are [channels].
  case scaleShift(scale: Tensor, shift: Tensor)
  /// One number at every element, whatever comes in. `value` is [1].
  case constant(value: Tensor)
  /// A function of every element.
  case activation(Activation)
  /// The same elements in row-major order under another shape, as [256, 4, 4] and [4096].
  case reshape(Shape)
  /// The part of the first axis in a range.
  case channels(Range<Int>)
  /// Every pixel of [channels, height, width] repeated into a block of so many rows and columns: nearest neighbours.
  case upsample(rows: Int, columns: Int)
  /// Attention between the pixels of [3 · channels, height, width], whose channels are queries, keys and values one after
  /// the other, each in equal parts for so many heads: softmax(Q·Kᵀ / √(channels of a head)) · V, side by side.
  case attention(heads: Int)
  /// The sum of any number of values of one shape, added in their order.
  case add
  /// Any number of values one after the other along the first axis; the other axes are alike.
  case concatenate
  /// What arrays of any rank are turned into others by.
  case array(ArrayOperation)
}

extension Operation {
  /// The name by which errors and reports call it.
  public var name: String {
    switch self {
    case .convolution: "convolution"
    case .transposedConvolution: "transposed convolution"
    case .linear: "linear"
    case .batchNorm: "batch norm"
    case .groupNorm: "group norm"
    case .scaleShift: "scale and shift"
    case .constant: "constant"
    case .activation(let activation): "\(activation)"
    case .reshape: "reshape"
    case .channels: "channels"
    case .upsample: "upsample"
    case .attention: "attention"
    case .add: "add"
    case .concatenate: "concatenate"
    case .array(let operation): operation.name
    }
  }

  /// Whether it is a matrix product at heart: the operations that others are folded into.
  var isProduct: Bool {
    switch self {
    case .convolution, .transposedConvolution, .linear: true
    case .batchNorm, .groupNorm, .scaleShift, .constant, .activation, .reshape, .channels, .upsample, .attention, .add,
      .concatenate, .array:
      false
    }
  }
}
