extension Tensor {
  /// The elements of a view in row-major order: the element at index (i, j, …) is the one at place i·strides[0] +
  /// j·strides[1] + … of those given.
  /// - Precondition: there is a stride for each axis, and no place lies outside.
  public init(_ shape: Shape, strides: [Int], of elements: UnsafeBufferPointer<Float>) {
    precondition(strides.count == shape.rank, "\(strides.count) strides for the axes of \(shape)")
    self.init(shape) { out in
      var index = [Int](repeating: 0, count: shape.rank)
      var place = 0
      for target in out.indices {
        out[target] = elements[place]
        for axis in index.indices.reversed() {
          index[axis] += 1
          place += strides[axis]
          if index[axis] < shape[axis] { break }
          place -= strides[axis] * shape[axis]
          index[axis] = 0
        }
      }
    }
  }
}
