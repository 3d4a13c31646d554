import Tensors

/// Turns a program into steps over values whose channels lie last.
struct Lowering {
  let program: Program
  let batch: Int
  let arithmetic: any Arithmetic
  let users: [[Program.Value]]
  private var stored: [Program.Value: Stored] = [:]
  private(set) var steps: [PlacedStep] = []
  /// Each value in the workspace: how an item lies, and how many items the step that writes it computes at a time.
  private(set) var values: [(layout: ChannelsLast, items: Int)] = []

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
    if let node = program.node(of: value), case .activation(let last) = node.operation, fusedProduct(value) == nil {
      activation = last
      value = node.source
    }
    if let node = program.node(of: value), case .channels(let range) = node.operation {
      first = range.lowerBound * node.shape.item.count
      value = node.source
    }
    let source = try store(value)
    let items = itemsAtOnce(source.layout.count + count)
    let export = Export(
      layout: source.layout, range: first..<first + count, activation: activation, batch: items,
      arithmetic: arithmetic)
    steps.append(
      PlacedStep(
        step: export, source: source.place, target: .output(index), sourceCount: source.layout.count,
        targetCount: count, items: items))
  }

  /// Where a value lies, after the steps that compute it have been added if they were not yet.
  mutating func store(_ value: Program.Value) throws -> Stored {
    if let known = stored[value] { return known }
    let result = try program.node(of: value).map { try lower(value, $0) } ?? importInput(value)
    stored[value] = result
    return result
  }

  /// Where a value lies in exactly this layout.
  mutating func store(_ value: Program.Value, as layout: ChannelsLast) throws -> Stored {
    let from = try store(value)
    if from.layout == layout { return from }
    return rearranged(value, from, to: layout)
  }

  private mutating func rearranged(_ value: Program.Value, _ from: Stored, to layout: ChannelsLast) -> Stored {
    if layout.isRowMajor {
      // The caller's own items lie so already.
      if program.node(of: value) == nil { return Stored(place: .input(value.index), layout: layout) }
      if from.layout.isRowMajor { return Stored(place: from.place, layout: layout) }
      return add(from, to: layout) { [arithmetic] in
        Export(layout: from.layout, range: 0..<layout.count, activation: nil, batch: $0, arithmetic: arithmetic)
      }
    }
    if from.layout.isRowMajor { return add(from, to: layout) { Import(layout: layout, batch: $0) } }
    return add(from, to: layout) { Rearrangement(from: from.layout, to: layout, batch: $0) }
  }

  private mutating func importInput(_ value: Program.Value) -> Stored {
    let layout = ChannelsLast(program.shape(of: value))
    let input = Stored(place: .input(value.index), layout: layout)
    return layout.isRowMajor ? input : add(input, to: layout) { Import(layout: layout, batch: $0) }
  }

  private mutating func lower(_ value: Program.Value, _ node: Program.Node) throws -> Stored {
    switch node.operation {
    case .convolution, .transposedConvolution, .linear:
      return try lowerProduct(value, node, activation: nil)
    case .activation(let activation):
      if let product = fusedProduct(value) { return try lowerProduct(value, product, activation: activation) }
      return try lowerActivation(value, node, activation)
    case .batchNorm, .constant, .scaleShift: return try lowerScale(node)
    case .groupNorm(let norm): return try lowerGroupNorm(node, norm)
    case .reshape(let shape):
      return try lowerReshape(node.source, to: ChannelsLast(shape), isLoose: shape.rank == 1 || shape.rank > 3)
    case .channels(let range):
      let source = try store(node.source, as: ChannelsLast(program.shape(of: node.source)))
      let layout = ChannelsLast(node.shape)
      return add(source, to: layout) { Slicing(range, of: source.layout, batch: $0) }
    case .upsample(let rows, let columns):
      let source = try store(node.source, as: ChannelsLast(program.shape(of: node.source)))
      return add(source, to: ChannelsLast(node.shape)) {
        Upsampling(from: source.layout, rows: rows, columns: columns, batch: $0)
      }
    case .attention(let heads):
      let source = try store(node.source, as: ChannelsLast(program.shape(of: node.source)))
      return add(source, to: ChannelsLast(node.shape)) { [arithmetic] in
        Attention(layout: ChannelsLast(node.shape), heads: heads, batch: $0, arithmetic)
      }
    case .add: return try lowerSum(node)
    case .concatenate: return try lowerConcatenation(node)
    case .array(let operation): return try lowerArray(value, node, operation)
    }
  }

  /// An activation on its own: in place where nobody else reads what it is applied to.
  private mutating func lowerActivation(
    _ value: Program.Value, _ node: Program.Node, _ activation: Activation
  ) throws -> Stored {
    let source = try store(node.source)
    let make = { [arithmetic] in Elementwise(activation, layout: source.layout, batch: $0, arithmetic) }
    guard isSpent(node.source), !program.outputs.contains(value) else { return add(source, to: source.layout, make) }
    add(source, into: source, items: itemsAtOnce(2 * source.layout.count), make)
    return source
  }

  /// Whether the memory of a value, once its one user has it, is read by nobody else.
  func isSpent(_ value: Program.Value) -> Bool {
    guard let node = program.node(of: value), program.isPassedOn(value, users) else { return false }
    // A reshape may lie in the memory of what it is applied to.
    if case .reshape = node.operation { return false }
    return true
  }

  private mutating func lowerGroupNorm(_ node: Program.Node, _ norm: GroupNormalization) throws -> Stored {
    let source = try store(node.source, as: ChannelsLast(node.shape))
    let layout = source.layout
    let sums = add(source, to: .rowMajor(GroupSums.count(channels: layout.channels))) {
      GroupSums(norm, layout: layout, batch: $0)
    }
    let items = itemsAtOnce(2 * layout.count)
    let target = reserve(layout, items: items)
    add([source, sums], into: target, items: items, GroupScaling(layout: layout, batch: items))
    return target
  }

  private mutating func lowerScale(_ node: Program.Node) throws -> Stored {
    let source = try store(node.source, as: ChannelsLast(node.shape))
    guard let factors = node.fixedScale else { preconditionFailure("\(node.operation.name) is no scale") }
    return add(source, to: source.layout) {
      Scaling(
        scale: factors.scale.elements, shift: factors.shift.elements, pixels: Pixels(source.layout), batch: $0)
    }
  }

  /// A vector lies as what it came from, as does what has more than three axes; anything else is moved into its own layout if it is not there already.
  private mutating func lowerReshape(
    _ source: Program.Value, to layout: ChannelsLast, isLoose: Bool
  ) throws -> Stored {
    let from = try store(source)
    if isLoose || from.layout == layout { return from }
    if from.layout.isRowMajor && layout.isRowMajor { return Stored(place: from.place, layout: layout) }
    return try store(source, as: layout)
  }

  /// The product of which a value is the activation, if it has no other use.
  private func fusedProduct(_ value: Program.Value) -> Program.Node? {
    guard let node = program.node(of: value), case .activation = node.operation, program.isPassedOn(node.source, users),
      let product = program.node(of: node.source), product.operation.isProduct
    else { return nil }
    return product
  }

  /// The layout in which the uses of a vector want it: that of a shape it is unflattened to.
  func preferredLayout(_ value: Program.Value) -> ChannelsLast? {
    for user in users[value.index] {
      switch program.node(of: user)?.operation {
      case .reshape(let shape) where shape.rank > 1: return ChannelsLast(shape)
      case .reshape, .activation: if let layout = preferredLayout(user) { return layout }
      default: continue
      }
    }
    return nil
  }

  /// Adds the step that `make` returns for a number of items, and the value it writes.
  mutating func add(
    _ source: Stored, to layout: ChannelsLast, _ make: (Int) throws -> any Step
  ) rethrows -> Stored {
    let items = itemsAtOnce(source.layout.count + layout.count)
    let target = reserve(layout, items: items)
    try add(source, into: target, items: items, make)
    return target
  }

  /// Room for a value that steps of so many items write.
  mutating func reserve(_ layout: ChannelsLast, items: Int) -> Stored {
    values.append((layout, items))
    return Stored(place: .value(values.count - 1), layout: layout)
  }

  /// Adds the step that `make` returns for a number of items, and that writes a part of a value, or adds to it.
  mutating func add(
    _ source: Stored, into target: Stored, items: Int, _ make: (Int) throws -> any Step
  ) rethrows {
    steps.append(
      PlacedStep(
        step: try make(items), source: source.place, target: target.place, sourceCount: source.layout.count,
        targetCount: target.layout.count, items: items))
  }

  /// Adds a step that reads any number of values; one that reads none is told of the input and takes nothing of it.
  mutating func add(_ sources: [Stored], into target: Stored, items: Int, _ step: any Step) {
    steps.append(
      PlacedStep(
        step: step, source: sources.first?.place ?? .input(0), target: target.place,
        sourceCount: sources.first?.layout.count ?? 0, targetCount: target.layout.count, items: items,
        others: sources.dropFirst().map { .init(place: $0.place, count: $0.layout.count) }))
  }

  /// How many items a step computes at a time, whose item has `count` floats, read and written: so many that two
  /// megabytes hold them.
  func itemsAtOnce(_ count: Int) -> Int {
    Blocking(batch: batch, height: 1, width: 1, floatsPerPixel: count, limit: 1 << 19).items
  }
}
