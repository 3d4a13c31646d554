public import Tensors

/// A tensor that a program learns, or that it keeps up to date while it learns.
public struct LearningParameter: Hashable, Sendable {
  /// Its name in a checkpoint, as `encoder.0.weight`.
  public let name: String
  /// Its shape in a checkpoint.
  public let shape: Shape
  /// Where its elements begin among those of all, in floats.
  public let offset: Int
  /// Whether it lies as the matrix of a `Correlation`, so that no step has to rearrange it.
  let isCorrelation: Bool

  /// The elements it has among those of all.
  public var range: Range<Int> { offset..<offset + shape.count }
}

extension LearningParameter {
  /// Where in memory each element of the checkpoint's tensor lies, in row-major order, counted from `offset`.
  ///
  /// A correlation's weight [small, large, height, width] lies as [height, width, large, small].
  private func place(ofRowMajor index: Int) -> Int {
    guard isCorrelation else { return index }
    let (small, large, pixels) = (shape[0], shape[1], shape[2] * shape[3])
    let (s, l, p) = (index / (large * pixels), index / pixels % large, index % pixels)
    return (p * large + l) * small + s
  }

  /// The tensor as it would stand in a checkpoint.
  public func tensor(in memory: UnsafeBufferPointer<Float>) -> Tensor {
    Tensor(shape) { elements in
      for i in elements.indices { elements[i] = memory[offset + place(ofRowMajor: i)] }
    }
  }

  /// Puts a checkpoint's tensor in its place.
  /// - Precondition: it has the parameter's shape.
  public func store(_ tensor: Tensor, in memory: UnsafeMutableBufferPointer<Float>) {
    precondition(tensor.shape == shape, "\(name) is \(shape), not \(tensor.shape)")
    tensor.withUnsafeElements { elements in
      for i in elements.indices { memory[offset + place(ofRowMajor: i)] = elements[i] }
    }
  }
}
