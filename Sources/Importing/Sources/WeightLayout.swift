package import Tensors

/// How the elements of a tensor lie in a file, other than PyTorch's layers have them.
package enum WeightLayout: Hashable, Sendable {
  /// A convolution's `[out, height, width, in]`, as MLX has it.
  case convolutionLast
  /// A transposed convolution's `[out, height, width, in]`, as MLX has it.
  case transposedLast
  /// A transposed convolution's `[in, height, width, out]`.
  case transposedLastSwapped
  /// A linear layer on every pixel, `[out, in]`, which is a convolution of 1×1.
  case pixelwise
  /// The columns of a linear layer on a picture `[channels, height, width]` that was flattened with its channels last.
  case columnsOfPicture(Shape)
  /// The rows of a linear layer whose result becomes such a picture.
  case rowsOfPicture(Shape)

  /// The tensor as PyTorch's layers have it.
  func arranged(_ tensor: Tensor) -> Tensor {
    switch self {
    case .convolutionLast: return tensor.permuted([0, 3, 1, 2])
    case .transposedLast: return tensor.permuted([3, 0, 1, 2])
    case .transposedLastSwapped: return tensor.permuted([0, 3, 1, 2])
    case .pixelwise: return tensor.reshaped([tensor.shape[0], tensor.shape[1], 1, 1])
    case .columnsOfPicture(let picture):
      let (c, h, w) = (picture[0], picture[1], picture[2])
      return tensor.reshaped([tensor.shape[0], h, w, c]).permuted([0, 3, 1, 2]).reshaped(tensor.shape)
    case .rowsOfPicture(let picture):
      let (c, h, w) = (picture[0], picture[1], picture[2])
      let columns = tensor.count / picture.count
      return tensor.reshaped([h, w, c, columns]).permuted([2, 0, 1, 3]).reshaped(tensor.shape)
    }
  }
}
