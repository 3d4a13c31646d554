package import Tensors

extension Shape {
  /// The most elements of a tensor that `model.yaml` may ask for; a mistake in it is likelier than more.
  package static let largestCount = 1 << 28

  /// Whether there are not more elements than that, told without overflow.
  package var isSensible: Bool {
    var count = 1
    for extent in dimensions {
      count *= min(extent, Self.largestCount + 1)
      if count > Self.largestCount { return dimensions.contains(0) }
    }
    return true
  }
}
