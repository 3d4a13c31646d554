import Tensors

@testable import Kernels

/// Holds the gradients of a program against central differences of Σ wᵢ·yᵢ, with fixed weights w.
struct DifferenceCheck {
  private let learning: LearningProgram
  private let inputs: [Tensor]
  private let shape: Shape
  private let weights: Tensor

  private static let step: Float = 1e-2

  init(
    _ program: Program, _ inputs: [Tensor], _ kernels: any Kernels, _ workers: any Workers = OneWorker()
  ) throws {
    let batch = inputs[0].shape[0]
    learning = kernels.learning(program, batch: batch, takesInputGradient: true, workers)
    self.inputs = inputs
    shape = program.shape(of: program.outputs[0]).batched(batch)
    weights = noise(shape, seed: 9)
  }

  /// The gradients of the first input and of all parameters.
  func allGradients() throws -> [Float] { try gradients().elements + Array(learning.gradients) }

  /// For the input and each parameter the largest difference, in units of its largest gradient.
  func errors() throws -> [(name: String, error: Float)] {
    let inputGradient = try gradients()
    let learned = learning.parameters.map { ($0, $0.tensor(in: UnsafeBufferPointer(learning.gradients))) }
    var found = [("input", try error(inputGradient) { try loss([inputs[0].moved($0, by: $1)] + inputs.dropFirst()) })]
    for (parameter, gradient) in learned {
      let value = parameter.tensor(in: UnsafeBufferPointer(learning.weights))
      found.append(
        (
          parameter.name,
          try error(gradient) { index, step in
            parameter.store(value.moved(index, by: step), in: learning.weights)
            defer { parameter.store(value, in: learning.weights) }
            return try loss(inputs)
          }
        ))
    }
    return found
  }

  private func gradients() throws -> Tensor {
    _ = try learning.run(inputs, shape)
    return try learning.propagate([weights], input: inputs[0].shape)
  }

  private func error(_ gradient: Tensor, _ loss: (Int, Float) throws -> Double) throws -> Float {
    let largest = gradient.elements.map(abs).max() ?? 0
    let stride = max(1, gradient.count / 6)
    return try Swift.stride(from: 0, to: gradient.count, by: stride).map { index in
      let difference = try (loss(index, Self.step) - loss(index, -Self.step)) / Double(2 * Self.step)
      return abs(Float(difference) - gradient[index]) / max(largest, 1e-6)
    }.max() ?? 0
  }

  private func loss(_ inputs: [Tensor]) throws -> Double {
    let output = try learning.run(inputs, shape)
    return (0..<output.count).reduce(0) { $0 + Double(output[$1]) * Double(weights[$1]) }
  }
}

extension Tensor {
  fileprivate func moved(_ index: Int, by step: Float) -> Tensor {
    var copy = self
    copy[index] += step
    return copy
  }
}
