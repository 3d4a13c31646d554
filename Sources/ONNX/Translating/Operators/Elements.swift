import Documents
import Kernels
import Tensors

/// Operators that work element by element.
extension Translation {
  /// What a node takes at a place.
  func required(_ inputs: [GraphValue?], _ place: Int) throws -> GraphValue {
    guard inputs.indices.contains(place), let value = inputs[place] else {
      throw form("has no input \(place)")
    }
    return value
  }

  /// Numbers that a node takes at a place; nil where they are left out.
  func known(_ inputs: [GraphValue?], _ place: Int) throws -> Constant? {
    guard inputs.indices.contains(place), let value = inputs[place] else { return nil }
    guard case .constant(let constant, _) = value else {
      throw form("takes numbers that depend on the picture (input \(place)), which is not translated")
    }
    return constant
  }

  func first(_ inputs: [GraphValue?]) throws -> GraphValue { try required(inputs, 0) }

  /// A value that depends on the picture at a place.
  mutating func value(_ inputs: [GraphValue?], _ place: Int = 0) throws -> Computed {
    try computed(try required(inputs, place))
  }

  /// Numbers are numbers here: only to whole ones they would be rounded.
  mutating func cast(_ inputs: [GraphValue?]) throws -> GraphValue {
    let isFloat = [1, 10, 11, 16, 9].contains(node.int("to", 1))
    guard isFloat else { throw form("rounds what depends on the picture to whole numbers, which is not translated") }
    return try first(inputs)
  }

  /// A layer of one value and no tensors.
  mutating func plain(_ kind: String, _ inputs: [GraphValue?], _ fields: [(String, Node)] = []) throws -> GraphValue {
    let x = try value(inputs)
    return .computed(try layer(kind, fields, to: [x], shape: x.shape))
  }

  mutating func function(_ name: String, _ inputs: [GraphValue?], a: Float? = nil, b: Float? = nil) throws -> GraphValue
  {
    let parameters = [("a", a), ("b", b)].compactMap { key, value in value.map { (key, Node.number($0)) } }
    return try plain("function", inputs, [("of", .text(name))] + parameters)
  }

  /// x · min(max(x / 6 + ½, 0), 1).
  mutating func hardSwish(_ inputs: [GraphValue?]) throws -> GraphValue {
    let gate = try function("hard sigmoid", inputs, a: 1 / 6, b: 0.5)
    return try pair("multiply", try first(inputs), gate)
  }

  mutating func swish(_ inputs: [GraphValue?]) throws -> GraphValue {
    let alpha = node.float("alpha", 1)
    if alpha == 1 { return try plain("silu", inputs) }
    let x = try value(inputs)
    let scaled = try layer("multiply", [("number", .number(alpha))], to: [x], shape: x.shape)
    let gate = try layer("sigmoid", to: [scaled], shape: x.shape)
    return .computed(try layer("multiply", to: [x, gate], shape: x.shape))
  }

  mutating func clip(_ inputs: [GraphValue?]) throws -> GraphValue {
    let lower = try known(inputs, 1)?.floats.first ?? (node.has("min") ? node.float("min", 0) : nil)
    let upper = try known(inputs, 2)?.floats.first ?? (node.has("max") ? node.float("max", 0) : nil)
    switch (lower, upper) {
    case (let lower?, let upper?) where lower < upper && lower.isFinite && upper.isFinite:
      return try plain("clamp", inputs, [("range", .list([.number(lower), .number(upper)]))])
    case (let lower?, nil): return try plain("maximum", inputs, [("number", .number(lower))])
    case (nil, let upper?): return try plain("minimum", inputs, [("number", .number(upper))])
    case (nil, nil): return try first(inputs)
    default: throw form("clips to an interval that is empty or not finite")
    }
  }

  mutating func prelu(_ inputs: [GraphValue?]) throws -> GraphValue {
    let x = try value(inputs)
    guard let slope = try known(inputs, 1) else { throw form("has no slope") }
    let channels = x.item.dimensions.first ?? 1
    let own = Computed(id: "", shape: slope.shape).item
    guard slope.count == 1 || (slope.count == channels && own.padded(to: x.item.rank)[0] == channels)
    else { throw form("has slopes of the shape \(slope.shape), which are not one a channel") }
    let tensor = try required(inputs, 1).reshaped([slope.count])
    let name = layerName("prelu", [("weight", tensor)])
    return .computed(
      try layer(
        "prelu", [("slopes", .int(slope.count))], to: [x], name: name, tensors: [("weight", tensor)], shape: x.shape))
  }
}

extension GraphValue {
  /// Known numbers under another shape; they keep their name.
  func reshaped(_ shape: [Int]) -> GraphValue {
    if case .constant(let constant, let name) = self { .constant(constant.reshaped(shape), name: name) } else { self }
  }
}
