/// A function of every element, on the way back its derivative.
struct LearningActivation: LearningStep {
  private let activation: Activation
  /// The elements of an item.
  private let count: Int

  init(_ activation: Activation, count: Int) {
    self.activation = activation
    self.count = count
  }

  func forward(_ values: ForwardValues, _ context: LearningContext) throws {
    try context.inParts(of: context.batch * count) { range in
      let result = values.result + range.lowerBound
      result.update(from: values.sources[0] + range.lowerBound, count: range.count)
      context.arithmetic.apply(activation, to: result, count: range.count)
    }
  }

  func backward(_ values: BackwardValues, _ context: LearningContext) throws {
    guard let target = values.sourceGradients[0] else { return }
    try context.inParts(of: context.batch * count) { range in
      let first = range.lowerBound
      activation.propagate(
        values.resultGradient + first, x: values.sources[0] + first, y: values.result + first,
        into: GradientTarget(start: target.start + first, isAdded: target.isAdded), count: range.count)
    }
  }
}

extension Activation {
  /// The gradient before the function from that behind it, at x with the result y.
  fileprivate func propagate(
    _ gradient: UnsafePointer<Float>, x: UnsafePointer<Float>, y: UnsafePointer<Float>, into target: GradientTarget,
    count: Int
  ) {
    switch self {
    case .relu: target.write(gradient, count) { x[$0] > 0 ? 1 : 0 }
    case .leakyReLU(let slope): target.write(gradient, count) { x[$0] > 0 ? 1 : slope }
    case .elu(let scale): target.write(gradient, count) { x[$0] > 0 ? 1 : y[$0] + scale }
    case .silu:
      target.write(gradient, count) {
        let sigmoid = 1 / (1 + exponential(-x[$0]))
        return sigmoid + y[$0] * (1 - sigmoid)
      }
    case .sigmoid: target.write(gradient, count) { y[$0] * (1 - y[$0]) }
    case .tanh: target.write(gradient, count) { 1 - y[$0] * y[$0] }
    case .clamp(let lower, let upper): target.write(gradient, count) { x[$0] < lower || x[$0] > upper ? 0 : 1 }
    }
  }
}

extension GradientTarget {
  /// Writes or adds the gradient times the derivative at each element.
  @inline(__always)
  fileprivate func write(_ gradient: UnsafePointer<Float>, _ count: Int, _ derivative: (Int) -> Float) {
    if isAdded {
      for i in 0..<count { start[i] += gradient[i] * derivative(i) }
    } else {
      for i in 0..<count { start[i] = gradient[i] * derivative(i) }
    }
  }
}
