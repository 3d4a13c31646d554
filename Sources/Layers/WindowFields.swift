import Kernels

extension Fields {
  /// A number for height and one for width, or one for both.
  func pair(_ name: String) -> GeneralWindow.Pair {
    let numbers = integers(name)
    return GeneralWindow.Pair(numbers.first ?? 1, numbers.count > 1 ? numbers[1] : numbers.first ?? 1)
  }

  /// Stride, padding, dilation and groups of a convolution.
  var window: GeneralWindow {
    var window = GeneralWindow()
    window.stride = pair("stride")
    window.dilation = pair("dilation")
    window.groups = integer("groups")
    (window.before, window.after) = padding
    return window
  }

  /// Zeros before and after: one number, one for each direction, or one for each side (above, left, below, right).
  var padding: (before: GeneralWindow.Pair, after: GeneralWindow.Pair) {
    let numbers = integers("padding")
    let before = pair("padding")
    return (before, numbers.count == 4 ? GeneralWindow.Pair(numbers[2], numbers[3]) : before)
  }
}
