public import Tensors

/// What turns arrays of any rank into another: the operations that networks of other programs are made of beside
/// those that `Operation` names itself.
///
/// Their values lie in row-major order while they are computed. Axes count from 0 and are those of one item.
public enum ArrayOperation: Sendable {
  /// The same numbers for every item; it is applied to nothing.
  case constant(Tensor)
  /// A function of every element.
  case function(ElementFunction)
  /// A function of two values, element by element; an extent of 1, or an axis that is missing in front, is repeated.
  case pair(PairFunction)
  /// Where the first of three values is not 0 the second, elsewhere the third; extents of 1 are repeated.
  case choose
  /// The axes in another order: axis i of the result is axis `axes[i]` of the value.
  case transpose(axes: [Int])
  /// The elements of one axis at these places, in this order.
  case take(axis: Int, places: [Int])
  /// A value around: so many elements before and after each axis.
  case pad(before: [Int], after: [Int], with: Float)
  /// Axes of extent 1, and axes that are missing in front, repeated until the value has a shape.
  case broadcast(Shape)
  /// Any number of values one after the other along an axis; the other axes are alike.
  case concatenate(axis: Int)
  /// Some axes made to one number each, which are left out of the shape.
  case reduce(Reduction, axes: [Int])
  /// eˣ of an axis, divided by their sum; or the logarithm of that.
  case softmax(axis: Int, isLogarithm: Bool)
  /// Matrix products over the last two axes of two values; axes before these are repeated as in `pair`.
  case matrixProduct
  /// Weighted sums along some axes, one axis after the other: resizing and mean pooling.
  case resample([AxisWeights])
  /// The largest number of windows that move along some axes: maximum pooling.
  case largest([AxisWindows])
  /// A convolution with groups, distances between taps, and a window that differs by axis and side.
  case convolution(weight: Tensor, bias: Tensor?, GeneralWindow)
  /// The transpose of such a convolution.
  case transposedConvolution(weight: Tensor, bias: Tensor?, GeneralWindow)
}

extension ArrayOperation {
  /// The name by which errors and reports call it.
  public var name: String {
    switch self {
    case .constant: "parameter"
    case .function(let function): function.name
    case .pair(let function): function.rawValue
    case .choose: "choose"
    case .transpose: "transpose"
    case .take: "take"
    case .pad: "pad"
    case .broadcast: "broadcast"
    case .concatenate: "concatenate"
    case .reduce(let reduction, _): "reduce by \(reduction.rawValue)"
    case .softmax: "softmax"
    case .matrixProduct: "matrix product"
    case .resample: "resample"
    case .largest: "largest of windows"
    case .convolution: "convolution"
    case .transposedConvolution: "transposed convolution"
    }
  }

  /// How many values it is applied to; nil for any number from 1 on.
  var sourceCount: Int? {
    switch self {
    case .constant: 0
    case .pair, .matrixProduct: 2
    case .choose: 3
    case .concatenate: nil
    default: 1
    }
  }

  /// Whether each element of the result is a function of the element at its place.
  var isElementwise: Bool { if case .function = self { true } else { false } }
}
