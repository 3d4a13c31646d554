extension Tensor {
  /// The tensor with its axes in another order: axis i of the result is axis `axes[i]` of this.
  /// - Precondition: `axes` has every axis once.
  public func permuted(_ axes: some Collection<Int>) -> Tensor {
    let axes = Array(axes)
    precondition(axes.sorted() == Array(0..<shape.rank), "\(axes) is no order of \(shape.rank) axes")
    var strides = [Int](repeating: 1, count: shape.rank)
    for axis in (0..<max(0, shape.rank - 1)).reversed() { strides[axis] = strides[axis + 1] * shape[axis + 1] }
    let result = Shape(axes.map { shape[$0] })
    let steps = axes.map { strides[$0] }
    return withUnsafeElements { elements in
      Tensor(result) { out in
        var index = [Int](repeating: 0, count: steps.count)
        var place = 0
        for target in out.indices {
          out[target] = elements[place]
          for axis in index.indices.reversed() {
            index[axis] += 1
            place += steps[axis]
            if index[axis] < result[axis] { break }
            place -= steps[axis] * result[axis]
            index[axis] = 0
          }
        }
      }
    }
  }
}
