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

  /// Zeros before and after: one number, one for before and one for behind, or one for each side (above, left, below,
  /// right).
  var padding: (before: GeneralWindow.Pair, after: GeneralWindow.Pair) {
    let zeros = integers("padding")
    switch zeros.count {
    case 1: return (GeneralWindow.Pair(zeros[0]), GeneralWindow.Pair(zeros[0]))
    case 2: return (GeneralWindow.Pair(zeros[0]), GeneralWindow.Pair(zeros[1]))
    case 4: return (GeneralWindow.Pair(zeros[0], zeros[1]), GeneralWindow.Pair(zeros[2], zeros[3]))
    default: return (GeneralWindow.Pair(0), GeneralWindow.Pair(0))
    }
  }
}
