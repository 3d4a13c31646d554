import Kernels
import ONNXSchema
import Tensors

/// Array operations, whose axes are those of one item.
extension ONNXExport {
  mutating func add(
    _ operation: ArrayOperation, _ step: ProgramStep, _ sources: [String], _ shapes: [Shape]
  ) -> String {
    let x = sources.first ?? ""
    switch operation {
    case .constant(let tensor):
      return writer.tensor(tensor, shape: [1] + tensor.shape.dimensions)
    case .function(let function): return self.function(function, x)
    case .pair(let function): return pair(function, aligned(sources, shapes, rank: step.shape.rank))
    case .choose:
      let values = aligned(sources, shapes, rank: step.shape.rank)
      return writer.node("Where", [writer.node("Cast", [values[0]], [.int("to", 9)]), values[1], values[2]])
    case .transpose(let axes): return writer.node("Transpose", [x], [.ints("perm", [0] + axes.map { $0 + 1 })])
    case .take(let axis, let places):
      return writer.node("Gather", [x, writer.integers(places)], [.int("axis", axis + 1)])
    case .pad(let before, let after, let value):
      return writer.node("Pad", [x, writer.integers([0] + before + [0] + after), writer.number(value)])
    case .broadcast(let shape):
      let value = aligned(sources, shapes, rank: shape.rank)[0]
      return writer.node("Expand", [value, writer.integers([1] + shape.dimensions)])
    case .concatenate(let axis): return writer.node("Concat", repeated(sources, step), [.int("axis", axis + 1)])
    case .reduce(let reduction, let axes): return reduce(reduction, axes.map { $0 + 1 }, x)
    case .softmax(let axis, let isLogarithm):
      return writer.node(isLogarithm ? "LogSoftmax" : "Softmax", [x], [.int("axis", axis + 1)])
    case .matrixProduct: return writer.node("MatMul", aligned(sources, shapes, rank: step.shape.rank))
    case .resample(let parts): return parts.reduce(x) { resample($1, $0, rank: step.shape.rank) }
    case .largest(let parts): return parts.reduce(x) { largest($1, $0) }
    case .convolution(let weight, let bias, let window):
      return writer.node("Conv", [x] + parameters(step, weight, bias), Self.window(window, isTransposed: false))
    case .transposedConvolution(let weight, let bias, let window):
      return writer.node("ConvTranspose", [x] + parameters(step, weight, bias), Self.window(window, isTransposed: true))
    }
  }

  /// Constants once for each item of the batch, as what they are joined with.
  mutating func repeated(_ sources: [String], _ step: ProgramStep) -> [String] {
    let isConstant = step.sources.map { number -> Bool in
      if case .array(.constant)? = program.step(numbered: number)?.operation { true } else { false }
    }
    guard let place = isConstant.firstIndex(of: false) else { return sources }
    return sources.indices.map { index in
      guard isConstant[index] else { return sources[index] }
      let shape = writer.node("Shape", [sources[place]], [.int("start", 0), .int("end", 1)])
      let own = writer.integers(program.shape(numbered: step.sources[index]).dimensions)
      return writer.node("Expand", [sources[index], writer.node("Concat", [shape, own], [.int("axis", 0)])])
    }
  }

  /// Values with as many axes, so that those of the items meet and not those of the batch.
  private mutating func aligned(_ sources: [String], _ shapes: [Shape], rank: Int) -> [String] {
    zip(sources, shapes).map { $1.rank < rank ? reshape($0, $1.padded(to: rank)) : $0 }
  }

  private static func window(_ window: GeneralWindow, isTransposed: Bool) -> [Onnx_AttributeProto] {
    func pair(_ pair: GeneralWindow.Pair) -> [Int] { [pair.height, pair.width] }
    return [
      .ints("strides", pair(window.stride)), .ints("pads", pair(window.before) + pair(window.after)),
      .ints("dilations", pair(window.dilation)), .int("group", window.groups),
    ] + (isTransposed ? [.ints("output_padding", pair(window.outputPadding))] : [])
  }

  private mutating func pair(_ function: PairFunction, _ values: [String]) -> String {
    func compared(_ operation: String) -> String {
      writer.node("Cast", [writer.node(operation, values)], [.int("to", 1)])
    }
    func joined(_ operation: String) -> String {
      let truths = values.map { writer.node("Cast", [$0], [.int("to", 9)]) }
      return writer.node("Cast", [writer.node(operation, truths)], [.int("to", 1)])
    }
    switch function {
    case .add: return writer.node("Add", values)
    case .subtract: return writer.node("Sub", values)
    case .multiply: return writer.node("Mul", values)
    case .divide: return writer.node("Div", values)
    case .power: return writer.node("Pow", values)
    case .minimum: return writer.node("Min", values)
    case .maximum: return writer.node("Max", values)
    case .less: return compared("Less")
    case .lessOrEqual: return compared("LessOrEqual")
    case .greater: return compared("Greater")
    case .greaterOrEqual: return compared("GreaterOrEqual")
    case .equal: return compared("Equal")
    case .and: return joined("And")
    case .or: return joined("Or")
    case .slope: return writer.node("PRelu", values)
    }
  }

  private mutating func reduce(_ reduction: Reduction, _ axes: [Int], _ x: String) -> String {
    if reduction == .sum { return writer.node("ReduceSum", [x, writer.integers(axes)], [.int("keepdims", 0)]) }
    let operation =
      switch reduction {
      case .sum, .mean: "ReduceMean"
      case .largest: "ReduceMax"
      case .smallest: "ReduceMin"
      case .product: "ReduceProd"
      case .sumOfSquares: "ReduceSumSquare"
      case .l1: "ReduceL1"
      case .l2: "ReduceL2"
      case .logOfSum: "ReduceLogSum"
      case .logOfSumOfExponentials: "ReduceLogSumExp"
      }
    return writer.node(operation, [x], [.ints("axes", axes), .int("keepdims", 0)])
  }

  /// Weighted sums as a matrix product, the axis brought to the end where it is not there.
  private mutating func resample(_ part: AxisWeights, _ x: String, rank: Int) -> String {
    let matrix = Tensor([part.extent, part.taps.count]) { elements in
      for (column, taps) in part.taps.enumerated() {
        for tap in taps { elements[tap.place * part.taps.count + column] += tap.weight }
      }
    }
    var order = Array(0...rank)
    order.swapAt(part.axis + 1, rank)
    let isLast = part.axis == rank - 1
    let turned = isLast ? x : writer.node("Transpose", [x], [.ints("perm", order)])
    let product = writer.node("MatMul", [turned, writer.tensor(matrix)])
    return isLast ? product : writer.node("Transpose", [product], [.ints("perm", order)])
  }

  private mutating func largest(_ part: AxisWindows, _ x: String) -> String {
    let count = part.places.map(\.count).max() ?? 1
    let places = part.places.flatMap { window in (0..<count).map { window[min($0, window.count - 1)] } }
    let windows = writer.node(
      "Gather", [x, writer.integers(places, shape: [part.places.count, count])], [.int("axis", part.axis + 1)])
    return writer.node("ReduceMax", [windows], [.ints("axes", [part.axis + 2]), .int("keepdims", 0)])
  }

  private mutating func function(_ function: ElementFunction, _ x: String) -> String {
    func plain(_ operation: String, _ attributes: [Onnx_AttributeProto] = []) -> String {
      writer.node(operation, [x], attributes)
    }
    func times(_ a: String, _ b: String) -> String { writer.node("Mul", [a, b]) }
    func plus(_ a: String, _ number: Float) -> String { writer.node("Add", [a, writer.number(number)]) }
    switch function {
    case .absolute: return plain("Abs")
    case .negative: return plain("Neg")
    case .exponential: return plain("Exp")
    case .logarithm: return plain("Log")
    case .squareRoot: return plain("Sqrt")
    case .reciprocal: return plain("Reciprocal")
    case .floor: return plain("Floor")
    case .ceiling: return plain("Ceil")
    case .round: return plain("Round")
    case .sign: return plain("Sign")
    case .sine: return plain("Sin")
    case .cosine: return plain("Cos")
    case .tangent: return plain("Tan")
    case .errorFunction: return plain("Erf")
    case .softplus: return plain("Softplus")
    case .softsign: return plain("Softsign")
    case .not: return writer.node("Sub", [writer.number(1), writer.node("Abs", [plain("Sign")])])
    case .gelu:
      let error = writer.node("Erf", [times(x, writer.number(0.707_106_77))])
      return times(times(x, writer.number(0.5)), plus(error, 1))
    case .geluByTanh:
      let cube = times(times(times(x, x), x), writer.number(0.044715))
      let inner = times(writer.node("Add", [x, cube]), writer.number(0.797_884_56))
      return times(times(x, writer.number(0.5)), plus(writer.node("Tanh", [inner]), 1))
    case .mish: return times(x, writer.node("Tanh", [plain("Softplus")]))
    case .hardSigmoid(let alpha, let beta): return plain("HardSigmoid", [.float("alpha", alpha), .float("beta", beta)])
    case .selu(let alpha, let gamma): return plain("Selu", [.float("alpha", alpha), .float("gamma", gamma)])
    case .celu(let alpha): return plain("Celu", [.float("alpha", alpha)])
    case .threshold(let alpha): return plain("ThresholdedRelu", [.float("alpha", alpha)])
    case .affine(let scale, let shift): return plus(times(x, writer.number(scale)), shift)
    case .power(let exponent): return writer.node("Pow", [x, writer.number(exponent)])
    }
  }
}
