import Tensors

/// Array operations as steps over values in row-major order.
extension Lowering {
  mutating func lowerArray(
    _ value: Program.Value, _ node: Program.Node, _ operation: ArrayOperation
  ) throws -> Stored {
    switch operation {
    case .function(let function): return try lowerFunction(node, function)
    case .pair(let function) where isAlike(node): return try lowerAlike(node, function)
    default: break
    }
    var operands: [ArrayStep.Operand] = []
    var sources: [Stored] = []
    for source in node.sources {
      if case .array(.constant(let tensor))? = program.node(of: source)?.operation {
        operands.append(.constant(ConstantNumbers(tensor)))
      } else {
        operands.append(.source(count: program.shape(of: source).count))
        sources.append(try store(source, as: .rowMajor(program.shape(of: source).count)))
      }
    }
    let kernel = operation.kernel(node.sources.map { program.shape(of: $0) }, node.shape, arithmetic)
    return add(sources, to: .rowMajor(node.shape.count)) { [operands] in
      ArrayStep(kernel, operands, resultCount: node.shape.count, batch: $0)
    }
  }

  /// A function of every element wherever it lies.
  private mutating func lowerFunction(_ node: Program.Node, _ function: ElementFunction) throws -> Stored {
    let source = try store(node.source)
    return add([source], to: source.layout) {
      ArrayStep(
        FunctionKernel(function: function, count: source.layout.count), [.source(count: source.layout.count)],
        resultCount: source.layout.count, batch: $0)
    }
  }

  /// Whether both values are of one shape and neither is a constant.
  private func isAlike(_ node: Program.Node) -> Bool {
    node.sources.allSatisfy { source in
      if case .array(.constant)? = program.node(of: source)?.operation { return false }
      return program.shape(of: source) == node.shape
    }
  }

  /// A function of two values of one shape, which need only lie alike.
  private mutating func lowerAlike(_ node: Program.Node, _ function: PairFunction) throws -> Stored {
    let first = try store(node.sources[0])
    let second = try store(node.sources[1], as: first.layout)
    let count = first.layout.count
    return add([first, second], to: first.layout) {
      ArrayStep(
        PairKernel(function, [[count], [count]], [count]), [.source(count: count), .source(count: count)],
        resultCount: count, batch: $0)
    }
  }

  /// Adds the step that `make` returns for a number of items, which reads any number of values.
  private mutating func add(_ sources: [Stored], to layout: ChannelsLast, _ make: (Int) -> any Step) -> Stored {
    let items = itemsAtOnce(sources.reduce(layout.count) { $0 + $1.layout.count })
    let target = reserve(layout, items: items)
    add(sources, into: target, items: items, make(items))
    return target
  }
}

extension ChannelsLast {
  /// So many elements in row-major order.
  static func rowMajor(_ count: Int) -> ChannelsLast { ChannelsLast([1, 1, count]) }
}
