import Tensors

extension Program {
  /// The same function in fewer operations: what no output needs is left out, a scale and shift is folded into the
  /// product before it, products compute only the channels that are taken of them, linear layers side by side on one
  /// value become one, and activations stand before reshapes, next to the products they follow.
  ///
  /// Results differ from the original's by rounding only.
  public func fused() -> Program {
    withoutUnused().withNumbersAsScales().withNormsFixed().withScalesFolded().withProductsNarrowed().withHeadsMerged()
      .withActivationsFirst()
  }

  /// Only what the outputs depend on.
  func withoutUnused() -> Program {
    var needed = Set(outputs)
    for value in computed.reversed() where needed.contains(value) { needed.formUnion(sources(of: value)) }
    return rewritten { value, node, result in needed.contains(value) ? result.append(node) : result.input }
  }

  /// Batch norms with the statistics they have, and constants, as a scale and a shift.
  func withNormsFixed() -> Program {
    rewritten { _, node, result in
      guard let (scale, shift) = node.fixedScale else { return result.append(node) }
      return result.append(
        Node(operation: .scaleShift(scale: scale, shift: shift), sources: node.sources, shape: node.shape))
    }
  }

  /// Sums, differences, products and quotients with a number, or one number a channel, as a scale and a shift.
  func withNumbersAsScales() -> Program {
    rewritten { _, node, result in
      guard case .array(.pair(let function)) = node.operation,
        let (numbers, isFirst) = result.numbers(of: node),
        let (scale, shift) = function.scaleAndShift(numbers, isFirst: isFirst, of: node.shape)
      else { return result.append(node) }
      return result.append(
        Node(
          operation: .scaleShift(scale: scale, shift: shift), sources: [node.sources[isFirst ? 1 : 0]],
          shape: node.shape))
    }
  }

  /// The constant of two operands whose other one has the shape of the result.
  private func numbers(of node: Node) -> (Tensor, isFirst: Bool)? {
    for (place, source) in node.sources.enumerated() {
      if case .array(.constant(let tensor))? = self.node(of: source)?.operation,
        shape(of: node.sources[1 - place]) == node.shape
      {
        return (tensor, place == 0)
      }
    }
    return nil
  }

  /// Scales and shifts folded into the weights and biases of products of which they are the only use.
  func withScalesFolded() -> Program {
    let users = self.users
    return rewritten { value, node, result in
      guard case .scaleShift(let scale, let shift) = node.operation,
        isPassedOn(sources(of: value)[0], users),
        let product = result.node(of: node.source)?.operation.scaled(by: scale, shiftedBy: shift)
      else { return result.append(node) }
      result.replaceOperation(of: node.source, by: product)
      return node.source
    }
  }

  /// Products of which only a range of the channels is taken, as products that give no more than these.
  func withProductsNarrowed() -> Program {
    let users = self.users
    return rewritten { value, node, result in
      guard case .channels(let range) = node.operation, isPassedOn(sources(of: value)[0], users),
        let product = result.node(of: node.source)?.operation.narrowed(to: range)
      else { return result.append(node) }
      result.replaceOperation(of: node.source, by: product, shape: node.shape)
      return node.source
    }
  }

  /// Linear layers on one value as one layer, and the slices of its result.
  func withHeadsMerged() -> Program {
    let users = self.users
    var merged: [Value: (whole: Value, next: Int)] = [:]
    return rewritten { value, node, result in
      guard let source = sources(of: value).first else { return result.append(node) }
      let heads = users[source.index].compactMap { self.node(of: $0)?.operation }.filter(\.isLinear)
      guard node.operation.isLinear, heads.count > 1 else { return result.append(node) }
      let (whole, start) = merged[source] ?? (result.append(.merged(heads, source: node.source)), 0)
      let range = start..<start + node.shape[0]
      merged[source] = (whole, range.upperBound)
      return result.append(Node(operation: .channels(range), sources: [whole], shape: node.shape))
    }
  }

  /// Activations before the reshapes of which they are the only use.
  func withActivationsFirst() -> Program {
    let users = self.users
    return rewritten { value, node, result in
      guard case .activation = node.operation, isPassedOn(sources(of: value)[0], users),
        let reshape = result.node(of: node.source), case .reshape = reshape.operation
      else { return result.append(node) }
      let activated = result.append(
        Node(operation: node.operation, sources: reshape.sources, shape: result.shape(of: reshape.source)))
      return result.append(Node(operation: reshape.operation, sources: [activated], shape: reshape.shape))
    }.withoutUnused()
  }

  /// The program in which each operation is replaced by what `body` appends for it; `body` gets the old value, its
  /// node with the sources in the new program, and the new program, and returns the value that stands for the old one.
  private func rewritten(_ body: (Value, Node, inout Program) -> Value) -> Program {
    var result = Program(inputs: inputs.map { shape(of: $0) })
    var images = result.inputs
    for value in computed {
      guard var node = node(of: value) else { continue }
      node.sources = node.sources.map { images[$0.index] }
      images.append(body(value, node, &result))
    }
    for value in outputs { result.output(images[value.index]) }
    return result
  }
}

extension Program.Node {
  /// Linear layers stacked into one.
  fileprivate static func merged(_ heads: [Operation], source: Program.Value) -> Program.Node {
    let parameters = heads.compactMap(\.linearParameters)
    let rows = parameters.reduce(0) { $0 + $1.weight.shape[0] }
    let weight = Tensor([rows, parameters[0].weight.shape[1]], parameters.flatMap(\.weight.elements))
    let bias = Tensor(
      [rows], parameters.flatMap { $0.bias?.elements ?? [Float](repeating: 0, count: $0.weight.shape[0]) })
    return Program.Node(operation: .linear(weight: weight, bias: bias), sources: [source], shape: [rows])
  }
}

extension PairFunction {
  /// The function with one operand known, if that is a number or one number for each index of the first axis.
  fileprivate func scaleAndShift(
    _ numbers: Tensor, isFirst: Bool, of shape: Shape
  ) -> (scale: Tensor, shift: Tensor)? {
    guard shape.rank > 0, let channels = numbers.perChannel(of: shape) else { return nil }
    let (zeros, ones) = (Tensor(channels.shape), Tensor(channels.shape, repeating: 1))
    switch (self, isFirst) {
    case (.add, _): return (ones, channels)
    case (.multiply, _): return (channels, zeros)
    case (.subtract, false): return (ones, channels.map { -$0 })
    case (.subtract, true): return (ones.map { -$0 }, channels)
    case (.divide, false): return (channels.map { 1 / $0 }, zeros)
    default: return nil
    }
  }
}

extension Tensor {
  /// One number for each index of the first axis of a shape that this is repeated to; nil where others differ too.
  fileprivate func perChannel(of shape: Shape) -> Tensor? {
    if count == 1 { return Tensor([shape[0]], repeating: self[0]) }
    let own = self.shape.padded(to: shape.rank)
    guard own.rank == shape.rank, own[0] == shape[0], own[0] == count else { return nil }
    return reshaped([count])
  }
}

extension Operation {
  fileprivate var isLinear: Bool { linearParameters != nil }

  fileprivate var linearParameters: (weight: Tensor, bias: Tensor?)? {
    if case .linear(let weight, let bias) = self { (weight, bias) } else { nil }
  }

  /// The product that gives a range of its channels; nil for what is no product.
  fileprivate func narrowed(to range: Range<Int>) -> Operation? {
    switch self {
    case .convolution(let weight, let bias, let window):
      .convolution(weight: weight.part(range, along: 0), bias: bias?.part(range, along: 0), window)
    case .transposedConvolution(let weight, let bias, let window):
      .transposedConvolution(weight: weight.part(range, along: 1), bias: bias?.part(range, along: 0), window)
    case .linear(let weight, let bias):
      .linear(weight: weight.part(range, along: 0), bias: bias?.part(range, along: 0))
    default: nil
    }
  }

  /// The product followed by a scale and a shift of its channels, as one product; nil for what is no product.
  fileprivate func scaled(by scale: Tensor, shiftedBy shift: Tensor) -> Operation? {
    func folded(_ bias: Tensor?) -> Tensor {
      guard let bias else { return shift }
      return bias.combined(with: scale, *).combined(with: shift, +)
    }
    switch self {
    case .convolution(let weight, let bias, let window):
      return .convolution(weight: weight.scaled(by: scale, along: 0), bias: folded(bias), window)
    case .transposedConvolution(let weight, let bias, let window):
      return .transposedConvolution(weight: weight.scaled(by: scale, along: 1), bias: folded(bias), window)
    case .linear(let weight, let bias):
      return .linear(weight: weight.scaled(by: scale, along: 0), bias: folded(bias))
    case .batchNorm, .groupNorm, .scaleShift, .constant, .activation, .reshape, .channels, .upsample, .attention, .add,
      .concatenate, .array:
      return nil
    }
  }
}

extension Tensor {
  /// The elements whose index along one axis is in a range.
  fileprivate func part(_ range: Range<Int>, along axis: Int) -> Tensor {
    let inner = shape.dimensions[(axis + 1)...].reduce(1, *)
    let whole = shape[axis] * inner
    var extents = shape.dimensions
    extents[axis] = range.count
    return Tensor(Shape(extents)) { out in
      withUnsafeElements { elements in
        for i in out.indices {
          let (outer, rest) = i.quotientAndRemainder(dividingBy: range.count * inner)
          out[i] = elements[outer * whole + range.lowerBound * inner + rest]
        }
      }
    }
  }

  /// Every element times the scale of its index along one axis.
  fileprivate func scaled(by scale: Tensor, along axis: Int) -> Tensor {
    let inner = shape.dimensions[(axis + 1)...].reduce(1, *)
    let extent = shape[axis]
    return Tensor(shape) { out in
      withUnsafeElements { elements in
        for row in 0..<elements.count / max(1, inner) {
          let factor = scale[row % extent]
          for i in row * inner..<(row + 1) * inner { out[i] = elements[i] * factor }
        }
      }
    }
  }
}
