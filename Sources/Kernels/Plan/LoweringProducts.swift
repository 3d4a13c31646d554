import Tensors

extension Lowering {
  /// A product and the activation that follows it, as one step.
  mutating func lowerProduct(
    _ value: Program.Value, _ node: Program.Node, activation: Activation?
  ) throws -> Stored {
    let arithmetic = arithmetic
    switch node.operation {
    case .convolution(let weight, let bias, let window):
      var convolution = convolution(weight, bias, window, node, activation)
      convolution.inputIsPlanar =
        program.node(of: node.source) == nil && convolution.input.channels < Convolution.fewChannels
      let source =
        convolution.inputIsPlanar
        ? Stored(place: .input(node.source.index), layout: convolution.input)
        : try store(node.source, as: convolution.input)
      return try add(source, to: convolution.output) { try convolution.step(batch: $0, arithmetic) }
    case .transposedConvolution(let weight, let bias, let window):
      let convolution = convolution(weight, bias, window, node, activation)
      let source = try store(node.source, as: convolution.input)
      return try add(source, to: convolution.output) { try convolution.transposedStep(batch: $0, arithmetic) }
    case .linear(let weight, let bias):
      let source = try store(node.source)
      let layout = preferredLayout(value) ?? ChannelsLast(node.shape)
      return try add(source, to: layout) {
        try Linear(
          weight: weight, bias: bias, activation: activation, from: source.layout, to: layout, batch: $0, arithmetic)
      }
    case .batchNorm, .groupNorm, .scaleShift, .constant, .activation, .reshape, .channels, .upsample, .attention, .add,
      .concatenate, .array:
      preconditionFailure("\(node.operation.name) is no product")
    }
  }

  private func convolution(
    _ weight: Tensor, _ bias: Tensor?, _ window: Window, _ node: Program.Node, _ activation: Activation?
  ) -> Convolution {
    let output = ChannelsLast(node.shape)
    return Convolution(
      weight: weight, window: window, input: ChannelsLast(program.shape(of: node.source)), output: output,
      epilogue: Epilogue(bias: bias, activation: activation, columns: output.channels, arithmetic), batch: batch)
  }
}
