import Tensors

/// A program that learns: it computes whole batches forwards and the gradients of their outputs backwards, and owns the
/// parameters that an optimiser changes in between.
///
/// Results depend on program, batch and input alone: how many workers there are changes no byte. Not for several threads
/// at once; its own parts run on the workers it was given.
public final class LearningProgram {
  /// The items of a batch.
  public let batch: Int
  /// What is learned, in the order in which it lies in `weights`.
  public let parameters: [LearningParameter]
  /// The running statistics, in the order in which they lie in `statistics`.
  public let buffers: [LearningParameter]
  /// All that is learned. Written by an optimiser between two batches.
  public var weights: UnsafeMutableBufferPointer<Float> { memory.weights }
  /// The gradient of every weight, as the last `backward` left it.
  public var gradients: UnsafeMutableBufferPointer<Float> { memory.weightGradients }
  /// Running means and variances of the batch norms.
  public var statistics: UnsafeMutableBufferPointer<Float> { memory.statistics }

  let program: Program
  private let context: LearningContext
  private let steps: [LearningLayout.PlacedStep]
  let memory: LearningMemory
  /// For each value, by its index, whether its gradient leads to something that is wanted.
  private let needsGradient: [Bool]
  private let takesInputGradient: Bool

  /// - Parameter takesInputGradient: whether `backward` is asked for the gradient of the first input.
  init(
    _ program: Program, batch: Int, takesInputGradient: Bool, _ arithmetic: any Arithmetic, _ workers: any Workers
  ) {
    let program = program.withoutUnused()
    let layout = LearningLayout(program, batch: batch)
    self.program = program
    self.batch = batch
    self.takesInputGradient = takesInputGradient
    needsGradient = program.needsGradient(ofInput: takesInputGradient)
    context = LearningContext(batch: batch, arithmetic: arithmetic, workers: workers)
    steps = layout.steps
    parameters = layout.parameters
    buffers = layout.buffers
    memory = LearningMemory(program, layout, batch: batch)
    for (parameter, tensor) in zip(parameters, layout.initialParameters) { parameter.store(tensor, in: weights) }
    for (buffer, tensor) in zip(buffers, layout.initialBuffers) { buffer.store(tensor, in: statistics) }
  }

  /// How many outputs it has.
  public var outputCount: Int { program.outputs.count }

  /// Computes the outputs of a batch, and keeps what `backward` needs.
  /// - Parameters:
  ///   - inputs: for each input `batch` items in row-major order.
  ///   - outputs: where each output goes, in the program's order, `batch` items in row-major order.
  /// - Throws: what the library beneath reports.
  public func forward(
    _ inputs: [UnsafeBufferPointer<Float>], _ outputs: [UnsafeMutableBufferPointer<Float>]
  ) throws {
    precondition(inputs.count == program.inputs.count, "\(inputs.count) inputs instead of \(program.inputs.count)")
    for (value, input) in zip(program.inputs, inputs) {
      try edge(value).toChannelsLast(input, memory.values[value.index], adding: false)
    }
    for step in steps {
      try step.step.forward(
        ForwardValues(
          sources: step.sources.map { UnsafePointer(memory.values[$0]) }, result: memory.values[step.result],
          parameters: memory.weightStart + step.parameters, buffers: memory.statisticStart + step.buffers,
          kept: memory.kept + step.kept), context)
    }
    for (output, target) in zip(program.outputs, outputs) {
      try edge(output).toRowMajor(UnsafePointer(memory.values[output.index]), target)
    }
  }

  /// Computes the outputs of a batch of a program of one input.
  /// - Throws: as `forward` for several.
  public func forward(
    _ input: UnsafeBufferPointer<Float>, _ outputs: [UnsafeMutableBufferPointer<Float>]
  ) throws { try forward([input], outputs) }

  /// Computes the gradients of the parameters, and of the first input where they are taken, from those of the outputs
  /// of the last `forward`.
  /// - Parameters:
  ///   - outputGradients: those of each output, in the program's order, `batch` items in row-major order.
  ///   - inputGradient: where the gradient of the first input goes, in row-major order.
  /// - Throws: what the library beneath reports.
  /// - Precondition: there is a place for the gradient of the input if and only if it is taken.
  public func backward(
    _ outputGradients: [UnsafeBufferPointer<Float>], inputGradient: UnsafeMutableBufferPointer<Float>? = nil
  ) throws {
    precondition((inputGradient != nil) == takesInputGradient, "the gradient of the input has no place, or no taker")
    var written: Set<Int> = []
    for (output, gradient) in zip(program.outputs, outputGradients) {
      let isAdded = !written.insert(output.index).inserted
      try edge(output).toChannelsLast(gradient, memory.valueGradients[output.index], adding: isAdded)
    }
    for step in steps.reversed() where needsGradient[step.result] {
      let targets = step.sources.map { source -> GradientTarget? in
        guard needsGradient[source] else { return nil }
        return GradientTarget(start: memory.valueGradients[source], isAdded: !written.insert(source).inserted)
      }
      try step.step.backward(
        BackwardValues(
          sources: step.sources.map { UnsafePointer(memory.values[$0]) },
          result: UnsafePointer(memory.values[step.result]),
          resultGradient: UnsafePointer(memory.valueGradients[step.result]), sourceGradients: targets,
          parameters: UnsafePointer(memory.weightStart + step.parameters),
          parameterGradients: memory.weightGradientStart + step.parameters, kept: UnsafePointer(memory.kept + step.kept)
        ), context)
    }
    if let inputGradient { try edge(program.input).toRowMajor(UnsafePointer(memory.valueGradients[0]), inputGradient) }
  }

  private func edge(_ value: Program.Value) -> LearningEdge {
    LearningEdge(layout: ChannelsLast(program.shape(of: value)), context: context)
  }
}
