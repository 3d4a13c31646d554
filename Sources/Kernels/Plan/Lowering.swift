import Tensors

/// Turns a program into steps over values whose channels lie last.
struct Lowering {
  private let program: Program
  private let batch: Int
  private let arithmetic: any Arithmetic
  private let users: [[Program.Value]]
  private var stored: [Program.Value: Stored] = [:]
  private(set) var steps: [PlacedStep] = []
  /// The floats of each value in the workspace.
  private(set) var sizes: [Int] = []

  /// A value in memory.
  struct Stored {
    let place: Place
    let layout: ChannelsLast
  }

  init(_ program: Program, batch: Int, arithmetic: any Arithmetic) throws {
    self.program = program
    self.batch = batch
    self.arithmetic = arithmetic
    users = program.users
    for (index, output) in program.outputs.enumerated() { try lowerOutput(output, index) }
  }

  /// The steps up to an output, the last of which writes it in row-major order, sliced and activated on the way.
  private mutating func lowerOutput(_ output: Program.Value, _ index: Int) throws {
    var value = output
    var activation: Activation?
    var first = 0
    let count = program.shape(of: output).count
    if case .activation(let last) = program.node(of: value)?.operation, !isFusedActivation(value) {
      activation = last
      value = program.node(of: value)?.source ?? value
    }
    if case .channels(let range) = program.node(of: value)?.operation, let node = program.node(of: value) {
      first = range.lowerBound * node.shape.item.count
      value = node.source
    }
    let source = try store(value)
    steps.append(
      PlacedStep(
        step: Export(layout: source.layout, range: first..<first + count, activation: activation, batch: batch),
        source: source.place, target: .output(index)))
  }

  /// Where a value lies, after the steps that compute it have been added if they were not yet.
  private mutating func store(_ value: Program.Value) throws -> Stored {
    if let known = stored[value] { return known }
    let result = try program.node(of: value).map { try lower(value, $0) } ?? importInput()
    stored[value] = result
    return result
  }

  private mutating func importInput() -> Stored {
    let layout = ChannelsLast(program.shape(of: program.input))
    guard !layout.isRowMajor else { return Stored(place: .input, layout: layout) }
    return add(Import(layout: layout, batch: batch), from: .input, layout)
  }

  private mutating func lower(_ value: Program.Value, _ node: Program.Node) throws -> Stored {
    switch node.operation {
    case .convolution, .transposedConvolution, .linear:
      return try lowerProduct(value, node, activation: nil)
    case .activation(let activation):
      if isFusedActivation(value), let product = program.node(of: node.source) {
        return try lowerProduct(value, product, activation: activation)
      }
      let source = try store(node.source)
      return add(Elementwise(activation, count: source.layout.count * batch), from: source.place, source.layout)
    case .scaleShift(let scale, let shift):
      let source = try store(node.source, as: ChannelsLast(node.shape))
      return add(
        Scaling(scale: scale.elements, shift: shift.elements, pixels: source.layout.pixels * batch),
        from: source.place, source.layout)
    case .reshape(let shape):
      return try lowerReshape(node.source, to: ChannelsLast(shape), isVector: shape.rank == 1)
    case .channels(let range):
      let source = try store(node.source, as: ChannelsLast(program.shape(of: node.source)))
      let layout = ChannelsLast(node.shape)
      return add(
        Slicing(range, of: source.layout.channels, pixels: layout.pixels * batch), from: source.place, layout)
    }
  }

  /// A vector lies as what it came from; anything else is moved into its own layout if it is not there already.
  private mutating func lowerReshape(
    _ source: Program.Value, to layout: ChannelsLast, isVector: Bool
  ) throws -> Stored {
    let from = try store(source)
    if isVector || from.layout == layout { return from }
    if from.layout.isRowMajor && layout.isRowMajor { return Stored(place: from.place, layout: layout) }
    return add(Rearrangement(from: from.layout, to: layout, batch: batch), from: from.place, layout)
  }

  /// Where a value lies in exactly this layout.
  private mutating func store(_ value: Program.Value, as layout: ChannelsLast) throws -> Stored {
    let from = try store(value)
    if from.layout == layout { return from }
    return add(Rearrangement(from: from.layout, to: layout, batch: batch), from: from.place, layout)
  }

  /// A product and the activation that follows it, as one step.
  private mutating func lowerProduct(
    _ value: Program.Value, _ node: Program.Node, activation: Activation?
  ) throws -> Stored {
    switch node.operation {
    case .convolution(let weight, let bias, let window):
      var convolution = convolution(weight, bias, window, node, activation)
      convolution.inputIsPlanar = node.source == program.input && convolution.input.channels < Convolution.fewChannels
      let source = convolution.inputIsPlanar ? .input : try store(node.source, as: convolution.input).place
      return add(try convolution.step(arithmetic), from: source, convolution.output)
    case .transposedConvolution(let weight, let bias, let window):
      let convolution = convolution(weight, bias, window, node, activation)
      let source = try store(node.source, as: convolution.input)
      return add(try convolution.transposedStep(arithmetic), from: source.place, convolution.output)
    case .linear(let weight, let bias):
      let source = try store(node.source)
      let layout = preferredLayout(value) ?? ChannelsLast(node.shape)
      let linear = try Linear(
        weight: weight, bias: bias, activation: activation, from: source.layout, to: layout, batch: batch, arithmetic)
      return add(linear, from: source.place, layout)
    case .scaleShift, .activation, .reshape, .channels:
      return try lower(value, node)
    }
  }

  private func convolution(
    _ weight: Tensor, _ bias: Tensor?, _ window: Window, _ node: Program.Node, _ activation: Activation?
  ) -> Convolution {
    let output = ChannelsLast(node.shape)
    return Convolution(
      weight: weight, window: window, input: ChannelsLast(program.shape(of: node.source)), output: output,
      epilogue: Epilogue(bias: bias, activation: activation, columns: output.channels), batch: batch)
  }

  /// Whether a value is the activation of a product that has no other use.
  private func isFusedActivation(_ value: Program.Value) -> Bool {
    guard let node = program.node(of: value), case .activation = node.operation else { return false }
    return program.node(of: node.source)?.operation.isProduct == true && program.isPassedOn(node.source, users)
  }

  /// The layout in which the uses of a vector want it: that of a shape it is unflattened to.
  private func preferredLayout(_ value: Program.Value) -> ChannelsLast? {
    for user in users[value.index] {
      switch program.node(of: user)?.operation {
      case .reshape(let shape) where shape.rank > 1: return ChannelsLast(shape)
      case .reshape, .activation: if let layout = preferredLayout(user) { return layout }
      default: continue
      }
    }
    return nil
  }

  private mutating func add(_ step: any Step, from source: Place, _ layout: ChannelsLast) -> Stored {
    let target = Place.value(sizes.count)
    sizes.append(layout.count * batch)
    steps.append(PlacedStep(step: step, source: source, target: target))
    return Stored(place: target, layout: layout)
  }
}
