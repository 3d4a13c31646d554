import Tensors

@testable import Kernels

extension LearningProgram {
  /// Forwards, with tensors.
  func run(_ input: Tensor, _ first: inout Tensor, _ second: inout Tensor) throws {
    try input.withUnsafeElements { input in
      try first.withUnsafeMutableElements { first in
        try second.withUnsafeMutableElements { second in try forward(input, [first, second]) }
      }
    }
  }

  /// Forwards, one output.
  func run(_ input: Tensor, _ shape: Shape) throws -> Tensor { try run([input], shape) }

  /// Forwards, several inputs and one output.
  func run(_ inputs: [Tensor], _ shape: Shape) throws -> Tensor {
    try Tensor(shape) { output in try inputs.withUnsafeBuffers { try forward($0, [output]) } }
  }

  /// Backwards, with tensors.
  /// - Returns: the gradient of the input.
  func propagate(_ gradients: [Tensor], input: Shape) throws -> Tensor {
    try Tensor(input) { target in try gradients.withUnsafeBuffers { try backward($0, inputGradient: target) } }
  }

  /// Backwards, without the gradient of the input.
  func propagate(_ gradients: [Tensor]) throws { try gradients.withUnsafeBuffers { try backward($0) } }
}

extension [Tensor] {
  private func withUnsafeBuffers(
    from index: Int, _ buffers: [UnsafeBufferPointer<Float>], _ body: ([UnsafeBufferPointer<Float>]) throws -> Void
  ) throws {
    guard index < count else { return try body(buffers) }
    try self[index].withUnsafeElements { try withUnsafeBuffers(from: index + 1, buffers + [$0], body) }
  }

  /// The elements of all tensors.
  func withUnsafeBuffers(_ body: ([UnsafeBufferPointer<Float>]) throws -> Void) throws {
    try withUnsafeBuffers(from: 0, [], body)
  }
}
