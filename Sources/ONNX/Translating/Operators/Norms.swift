import Documents
import Kernels
import Tensors

/// Norms, and the forms in which exporters write group norm.
extension Translation {
  mutating func batchNorm(_ inputs: [GraphValue?]) throws -> GraphValue {
    let x = try value(inputs)
    guard !node.flag("training_mode") else { throw form("is in training mode; export the model with model.eval()") }
    let roles = ["weight", "bias", "running_mean", "running_var"]
    let tensors = try roles.enumerated().map { ($1, try required(inputs, $0 + 1)) }
    return .computed(
      try layer(
        "batch norm", [("epsilon", .number(node.float("epsilon", 1e-5)))], to: [x],
        name: layerName("batch norm", tensors),
        tensors: tensors, shape: x.shape))
  }

  mutating func instanceNorm(_ inputs: [GraphValue?]) throws -> GraphValue {
    let x = try value(inputs)
    let tensors = [("weight", try required(inputs, 1)), ("bias", try required(inputs, 2))]
    return .computed(
      try layer(
        "instance norm", [("epsilon", .number(node.float("epsilon", 1e-5)))], to: [x],
        name: layerName("instance norm", tensors), tensors: tensors, shape: x.shape))
  }

  mutating func groupNorm(_ inputs: [GraphValue?]) throws -> GraphValue {
    let x = try value(inputs)
    let (groups, channels) = (node.int("num_groups", 1), x.shape.count > 1 ? x.shape[1] : 0)
    let tensors = try ["weight", "bias"].enumerated().map { place, role -> (String, GraphValue) in
      let given = try required(inputs, place + 1)
      guard case .constant(let constant, _) = given else { throw form("has a \(role) that is computed") }
      // Until version 21 there was one number a group.
      guard constant.count == groups, groups != channels, groups > 0, channels.isMultiple(of: groups) else {
        return (role, given)
      }
      let places = (0..<channels).map { $0 / (channels / groups) }
      return (role, .constant(constant.reshaped([groups]).taking(places, along: 0), name: nil))
    }
    return .computed(
      try layer(
        "group norm", [("groups", .int(groups)), ("epsilon", .number(node.float("epsilon", 1e-5)))], to: [x],
        name: layerName("group norm", tensors), tensors: tensors, shape: x.shape))
  }

  mutating func layerNorm(_ inputs: [GraphValue?]) throws -> GraphValue {
    let x = try value(inputs)
    let axis = node.int("axis", -1)
    let axes = axis < 0 ? -axis : x.shape.count - axis
    guard axes >= 1, axes <= x.item.rank else {
      throw form("normalises \(axes) axes of \(x.shape), which is not translated")
    }
    let own = Array(x.item.dimensions.suffix(axes))
    guard let weight = try known(inputs, 1), let shape = Shape(own).broadcast(with: Shape(weight.shape)),
      shape.dimensions == own
    else { throw form("has weights that do not fit \(x.shape)") }
    var tensors = [
      ("weight", weight.shape == own ? try required(inputs, 1) : .constant(weight.repeated(to: own), name: nil))
    ]
    if let bias = try known(inputs, 2) {
      tensors.append(
        ("bias", bias.shape == own ? try required(inputs, 2) : .constant(bias.repeated(to: own), name: nil)))
    }
    var fields: [(String, Node)] = [("axes", .int(axes)), ("epsilon", .number(node.float("epsilon", 1e-5)))]
    if tensors.count == 1 { fields.append(("bias", .flag(false))) }
    return .computed(
      try layer("layer norm", fields, to: [x], name: layerName("layer norm", tensors), tensors: tensors, shape: x.shape)
    )
  }

  /// A group norm that an exporter wrote as an instance norm of groups between two reshapes, if the reshape at hand is
  /// the second of them.
  mutating func regroupedNorm(_ x: Computed, to shape: [Int]) throws -> Computed? {
    guard let norm = producer(of: x), norm.kind == "instance norm",
      let before = norm.inputs.first.flatMap(layer(called:)),
      before.kind == "reshape", let start = before.inputs.first.flatMap(computedValue(called:)), start.shape == shape,
      shape.count > 2, norm.tensors.allSatisfy({ $0.tensor.isUniform($0.role == "weight" ? 1 : 0) }),
      x.item.dimensions.first.map({ shape[1].isMultiple(of: $0) }) == true
    else { return nil }
    let (groups, channels) = (x.item[0], shape[1])
    let ones = GraphValue.constant(Constant([channels], floats: [Float](repeating: 1, count: channels)), name: nil)
    let zeros = GraphValue.constant(Constant([channels], floats: [Float](repeating: 0, count: channels)), name: nil)
    let epsilon = norm.fields.first { $0.0 == "epsilon" }?.1 ?? .number(1e-5)
    let tensors = [("weight", ones), ("bias", zeros)]
    return try layer(
      "group norm", [("groups", .int(groups)), ("epsilon", epsilon)], to: [start],
      name: layerName("group norm", tensors),
      tensors: tensors, shape: shape)
  }

  /// A group norm without scale and shift, and the product or sum with one number a channel that follows it, as one.
  mutating func foldedNorm(_ kind: String, _ a: GraphValue, _ b: GraphValue) throws -> GraphValue? {
    guard kind == "multiply" || kind == "add" else { return nil }
    for (x, numbers) in [(a, b), (b, a)] {
      guard case .computed(let x) = x, case .constant(let constant, let name) = numbers, let norm = producer(of: x),
        norm.kind == "group norm", norm.tensors.count == 2, let channels = x.item.dimensions.first,
        constant.count == channels, Shape(constant.shape).padded(to: x.item.rank)[0] == channels,
        let start = norm.inputs.first.flatMap(computedValue(called:))
      else { continue }
      let (weight, bias) = (norm.tensors[0], norm.tensors[1])
      guard bias.tensor.isUniform(0), kind == "add" || weight.tensor.isUniform(1) else { continue }
      let given = GraphValue.constant(constant.reshaped([channels]), name: name)
      let kept = GraphValue.constant(
        Constant(weight.tensor.shape, floats: weight.tensor.elements), name: weight.original)
      let none = GraphValue.constant(Constant([channels], floats: bias.tensor.elements), name: nil)
      let tensors = kind == "multiply" ? [("weight", given), ("bias", none)] : [("weight", kept), ("bias", given)]
      return .computed(
        try layer(
          "group norm", norm.fields.filter { $0.0 != "name" }, to: [start], name: layerName("group norm", tensors),
          tensors: tensors, shape: x.shape))
    }
    return nil
  }
}

extension Tensor {
  /// Whether all elements are one number.
  func isUniform(_ number: Float) -> Bool { withUnsafeElements { $0.allSatisfy { $0 == number } } }
}
