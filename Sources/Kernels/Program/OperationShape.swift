import Tensors

extension Operation {
  /// The shape of the result for values of the given shapes, all of one item; checks every parameter on the way.
  func shape(applyingTo inputs: [Shape]) throws(ProgramError) -> Shape {
    if case .array(let operation) = self { return try operation.shape(applyingTo: inputs) }
    guard let first = inputs.first else { throw .sources(operation: name, found: 0) }
    switch self {
    case .add:
      for input in inputs { try checkInput(input, input == first, "\(first) as its first value is") }
      return first
    case .concatenate:
      for input in inputs {
        try checkInput(
          input, input.rank >= 1 && first.rank >= 1 && input.item == first.item,
          "a first axis of any extent and then \(first.dimensions.dropFirst()) as its first value has")
      }
      return Shape([inputs.reduce(0) { $0 + $1[0] }] + first.dimensions.dropFirst())
    default:
      guard inputs.count == 1 else { throw .sources(operation: name, found: inputs.count) }
      return try shape(applyingTo: first)
    }
  }

  private func shape(applyingTo input: Shape) throws(ProgramError) -> Shape {
    switch self {
    case .convolution(let weight, let bias, let window):
      let kernel = try convolutionKernel(weight, bias, window, input, inputAxis: 1)
      return try spatial(weight.shape[0], input, kernel) {
        $0 + 2 * window.padding + window.trailing - $1 + 1
      } quotient: { positions in
        (positions + window.stride - 1) / window.stride
      }
    case .transposedConvolution(let weight, let bias, let window):
      let kernel = try convolutionKernel(weight, bias, window, input, inputAxis: 0)
      return try spatial(weight.shape[1], input, kernel) {
        ($0 - 1) * window.stride - 2 * window.padding + $1 + window.outputPadding
      } quotient: {
        $0
      }
    case .linear(let weight, let bias):
      try check("weight", weight.shape, weight.shape.rank == 2 && weight.count > 0, "[out, in]")
      try checkInput(input, input.rank == 1 && input[0] == weight.shape[1], "[\(weight.shape[1])]")
      try checkBias(bias, weight.shape[0])
      return [weight.shape[0]]
    case .batchNorm(let norm):
      try checkChannels(
        input,
        [
          "weight": norm.weight, "bias": norm.bias, "running mean": norm.mean, "running variance": norm.variance,
        ])
      return input
    case .groupNorm(let norm):
      try checkInput(
        input, input.rank >= 1 && norm.groups >= 1 && input[0].isMultiple(of: norm.groups),
        "a number of channels that \(norm.groups) groups divide")
      try checkChannels(input, ["weight": norm.weight, "bias": norm.bias])
      return input
    case .scaleShift(let scale, let shift):
      try checkChannels(input, ["scale": scale, "shift": shift])
      return input
    case .constant(let value):
      try checkInput(input, input.rank >= 1, "at least one axis")
      try check("value", value.shape, value.shape == [1], "[1]")
      return input
    case .activation:
      return input
    case .reshape(let shape):
      try checkInput(input, input.count == shape.count, "\(shape.count) elements, to become \(shape)")
      return shape
    case .channels(let range):
      try checkInput(
        input, input.rank >= 1 && range.lowerBound >= 0 && range.upperBound <= input[0],
        "a first axis of at least \(range.upperBound)")
      return Shape([range.count] + input.dimensions.dropFirst())
    case .upsample(let rows, let columns):
      try checkInput(input, input.rank == 3 && rows >= 1 && columns >= 1, "[channels, height, width]")
      return [input[0], input[1] * rows, input[2] * columns]
    case .attention(let heads):
      try checkInput(
        input, input.rank == 3 && heads >= 1 && input[0] > 0 && input[0].isMultiple(of: 3 * heads),
        "[channels, height, width] with queries, keys and values for \(heads) heads")
      return [input[0] / 3, input[1], input[2]]
    case .add, .concatenate, .array:
      return input
    }
  }

  /// What has a number for each channel of the input.
  private func checkChannels(_ input: Shape, _ tensors: KeyValuePairs<String, Tensor>) throws(ProgramError) {
    try checkInput(input, input.rank >= 1, "at least one axis")
    for (name, tensor) in tensors { try check(name, tensor.shape, tensor.shape == [input[0]], "[\(input[0])]") }
  }

  /// Height and width of the kernel, once everything about a convolution but its output size is checked.
  private func convolutionKernel(
    _ weight: Tensor, _ bias: Tensor?, _ window: Window, _ input: Shape, inputAxis: Int
  ) throws(ProgramError) -> Shape {
    let layout = inputAxis == 1 ? "[out, in, height, width]" : "[in, out, height, width]"
    try check("weight", weight.shape, weight.shape.rank == 4 && weight.count > 0, layout)
    let channels = weight.shape[inputAxis]
    try checkInput(
      input, input.rank == 3 && input[0] == channels && input.count > 0, "[\(channels), height, width]")
    try checkBias(bias, weight.shape[1 - inputAxis])
    guard window.isValid else { throw .window(operation: name, window) }
    return [weight.shape[2], weight.shape[3]]
  }

  /// [channels, height, width] of an output, whose extents follow from those of input and kernel.
  private func spatial(
    _ channels: Int, _ input: Shape, _ kernel: Shape, positions: (Int, Int) -> Int, quotient: (Int) -> Int
  ) throws(ProgramError) -> Shape {
    let height = positions(input[1], kernel[0])
    let width = positions(input[2], kernel[1])
    guard height > 0, width > 0 else { throw .emptyOutput(operation: name, input: input, kernel: kernel) }
    return [channels, quotient(height), quotient(width)]
  }

  private func checkInput(_ shape: Shape, _ holds: Bool, _ expected: String) throws(ProgramError) {
    guard holds else { throw .input(operation: name, expected: expected, found: shape) }
  }

  private func checkBias(_ bias: Tensor?, _ count: Int) throws(ProgramError) {
    guard let bias else { return }
    try check("bias", bias.shape, bias.shape == [count], "[\(count)]")
  }

  private func check(
    _ parameter: String, _ shape: Shape, _ holds: Bool, _ expected: String
  ) throws(ProgramError) {
    guard holds else { throw .parameter(operation: name, name: parameter, expected: expected, found: shape) }
  }
}
