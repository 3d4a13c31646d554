extension Tensor {
  /// The tensor with its axes in another order: axis i of the result is axis `axes[i]` of this.
  /// - Precondition: `axes` has every axis once.
  public func permuted(_ axes: some Collection<Int>) -> Tensor {
    let axes = Array(axes)
    precondition(axes.sorted() == Array(0..<shape.rank), "\(axes) is no order of \(shape.rank) axes")
    var strides = [Int](repeating: 1, count: shape.rank)
    for axis in (0..<max(0, shape.rank - 1)).reversed() { strides[axis] = strides[axis + 1] * shape[axis + 1] }
    let (result, steps) = (Shape(axes.map { shape[$0] }), axes.map { strides[$0] })
    return withUnsafeElements { Tensor(result, strides: steps, of: $0) }
  }
}
