import Documents
import Kernels
import Tensors

/// Operators of several values that are taken element by element.
extension Translation {
  mutating func arithmetic(_ kind: String, _ inputs: [GraphValue?]) throws -> GraphValue {
    var result = try first(inputs)
    if inputs.count == 1 { return result }
    for place in 1..<inputs.count { result = try pair(kind, result, try required(inputs, place)) }
    return result
  }

  mutating func mean(_ inputs: [GraphValue?]) throws -> GraphValue {
    let sum = try arithmetic("add", inputs)
    let count = GraphValue.constant(Constant([], floats: [Float(inputs.count)]), name: nil)
    return try pair("divide", sum, count)
  }

  mutating func multiply(_ inputs: [GraphValue?]) throws -> GraphValue {
    let (a, b) = (try first(inputs), try required(inputs, 1))
    // x · sigmoid(x) has a layer of its own.
    for (x, gate) in [(a, b), (b, a)] {
      if case .computed(let x) = x, case .computed(let gate) = gate, let producer = producer(of: gate),
        producer.kind == "sigmoid", producer.inputs == [x.id]
      {
        return .computed(try layer("silu", to: [x], shape: x.shape))
      }
    }
    return try pair("multiply", a, b)
  }

  mutating func compare(_ name: String, _ inputs: [GraphValue?]) throws -> GraphValue {
    let (a, b) = (try value(inputs), try value(inputs, 1))
    return .computed(try layer("compare", [("by", .text(name))], to: [a, b], shape: try broadcast(a.shape, b.shape)))
  }

  mutating func choose(_ inputs: [GraphValue?]) throws -> GraphValue {
    let values = [try value(inputs), try value(inputs, 1), try value(inputs, 2)]
    let shape = try broadcast(try broadcast(values[0].shape, values[1].shape), values[2].shape)
    return .computed(try layer("choose", to: values, shape: shape))
  }

  /// One function of two values.
  mutating func pair(_ kind: String, _ a: GraphValue, _ b: GraphValue) throws -> GraphValue {
    if let fused = try foldedNorm(kind, a, b) { return fused }
    let shape = try broadcast(a.shape, b.shape)
    if case .computed(let x) = a, case .constant(let constant, _) = b, constant.count == 1 {
      return .computed(try layer(kind, [("number", .number(constant.floats[0]))], to: [x], shape: shape))
    }
    if case .constant(let constant, _) = a, constant.count == 1, case .computed(let x) = b {
      if let turned = try numberFirst(kind, constant.floats[0], x, shape) { return turned }
    }
    let values = [try computed(a), try computed(b)]
    return .computed(try layer(kind, to: values, shape: try broadcast(values[0].shape, values[1].shape)))
  }

  /// A number and a value, in this order, by layers that have the number last.
  private mutating func numberFirst(
    _ kind: String, _ number: Float, _ x: Computed, _ shape: [Int]
  ) throws -> GraphValue? {
    switch kind {
    case "add", "multiply", "minimum", "maximum":
      return .computed(try layer(kind, [("number", .number(number))], to: [x], shape: shape))
    case "subtract":
      let negative = try layer("multiply", [("number", .number(-1))], to: [x], shape: shape)
      return .computed(try layer("add", [("number", .number(number))], to: [negative], shape: shape))
    case "divide":
      let inverse = try layer("function", [("of", .text("reciprocal"))], to: [x], shape: shape)
      return .computed(
        number == 1 ? inverse : try layer("multiply", [("number", .number(number))], to: [inverse], shape: shape))
    default: return nil
    }
  }

  /// The shape of two that are repeated to fit each other.
  func broadcast(_ a: [Int], _ b: [Int]) throws -> [Int] {
    guard let shape = Shape(a).broadcast(with: Shape(b)) else {
      throw form("joins the shapes \(a) and \(b), which do not fit")
    }
    return shape.dimensions
  }
}
