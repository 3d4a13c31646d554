import Documents
import Kernels
import Tensors

/// Convolutions and matrix products.
extension Translation {
  mutating func convolution(_ inputs: [GraphValue?], isTransposed: Bool) throws -> GraphValue {
    let x = try value(inputs)
    let weight = try required(inputs, 1)
    let rank = weight.shape.count - 2
    guard (1...2).contains(rank), x.shape.count == rank + 2, x.shape[0] == 1 else {
      throw form(
        "has weights of the shape \(weight.shape) on \(x.shape); only those over one or two axes are translated")
    }
    // A line is a picture of one row.
    func pairs(_ values: [Int]) -> [Int] { rank == 2 ? values : [1] + values }
    let kernel = Array(weight.shape.dropFirst(2))
    let (stride, dilation) = (
      node.ints("strides") ?? kernel.map { _ in 1 }, node.ints("dilations") ?? kernel.map { _ in 1 }
    )
    let groups = node.int("group", 1)
    let outputPadding = node.ints("output_padding") ?? kernel.map { _ in 0 }
    let extents = Array(x.shape.dropFirst(2))
    let pads = try padding(
      extents, kernel, stride, dilation, isTransposed: isTransposed, outputPadding: outputPadding)
    let padding = rank == 2 ? pads : [0, pads[0], 0, pads[1]]
    let out = isTransposed ? weight.shape[1] * groups : weight.shape[0]
    var fields: [(String, Node)] = [("out", .int(out)), ("kernel", .extents(pairs(kernel)))]
    if stride != kernel.map({ _ in 1 }) { fields.append(("stride", .extents(pairs(stride)))) }
    if padding.contains(where: { $0 != 0 }) { fields.append(("padding", .sides(padding))) }
    if dilation != kernel.map({ _ in 1 }) { fields.append(("dilation", .extents(pairs(dilation)))) }
    if groups != 1 { fields.append(("groups", .int(groups))) }
    if isTransposed, outputPadding.contains(where: { $0 != 0 }) {
      fields.append(("output padding", .list((rank == 2 ? outputPadding : [0] + outputPadding).map { .int($0) })))
    }
    var tensors = [("weight", weight.reshaped(Array(weight.shape[..<2]) + pairs(kernel)))]
    if inputs.count > 2, let bias = inputs[2] {
      tensors.append(("bias", bias))
    } else {
      fields.append(("bias", .flag(false)))
    }
    let kind = isTransposed ? "transposed conv2d" : "conv2d"
    let name = layerName(kind, tensors)
    let picture = rank == 2 ? x : try reshape(x, to: [1, x.shape[1], 1, x.shape[2]])
    let result = try layer(kind, fields, to: [picture], name: name, tensors: tensors)
    return .computed(rank == 2 ? result : try reshape(result, to: [1, out, result.shape[3]]))
  }

  /// Zeros on each side: all before, then all after.
  func padding(
    _ extents: [Int], _ kernel: [Int], _ stride: [Int], _ dilation: [Int], isTransposed: Bool = false,
    outputPadding: [Int] = []
  ) throws -> [Int] {
    let automatic = node.text("auto_pad", "NOTSET")
    let given = node.ints("pads") ?? [Int](repeating: 0, count: 2 * kernel.count)
    guard given.count == 2 * kernel.count, stride.count == kernel.count, dilation.count == kernel.count else {
      throw form("has another number of strides, dilations or pads than axes")
    }
    let totals: [Int]
    if isTransposed, let target = node.ints("output_shape"), target.count >= kernel.count {
      totals = kernel.indices.map {
        stride[$0] * (extents[$0] - 1) + outputPadding[$0] + (kernel[$0] - 1) * dilation[$0] + 1
          - target.suffix(kernel.count)[target.count - kernel.count + $0]
      }
    } else if automatic == "SAME_UPPER" || automatic == "SAME_LOWER" {
      totals = kernel.indices.map {
        let span = (kernel[$0] - 1) * dilation[$0] + 1
        if isTransposed { return span - stride[$0] + outputPadding[$0] }
        return ((extents[$0] + stride[$0] - 1) / stride[$0] - 1) * stride[$0] + span - extents[$0]
      }
    } else {
      guard given.allSatisfy({ $0 >= 0 }) else { throw form("has negative pads, which are not translated") }
      return automatic == "VALID" ? given.map { _ in 0 } : given
    }
    let held = totals.map { max(0, $0) }
    let smaller = held.map { $0 / 2 }
    let larger = zip(held, smaller).map { $0 - $1 }
    // An odd zero more stands behind, or in front: of a transposed one unless it is told otherwise.
    let isInFront = isTransposed ? automatic != "SAME_UPPER" : automatic == "SAME_LOWER"
    return isInFront ? larger + smaller : smaller + larger
  }

  /// α·A·B + β·C, with weights as B.
  mutating func gemm(_ inputs: [GraphValue?]) throws -> GraphValue {
    var x = try value(inputs)
    let (alpha, beta) = (node.float("alpha", 1), node.float("beta", 1))
    if node.flag("transA") { x = try transpose(x, [1, 0]) }
    let bias = inputs.count > 2 ? inputs[2] : nil
    guard x.shape.count == 2, case .constant(let weight, let name) = try required(inputs, 1), weight.shape.count == 2
    else {
      throw form("has a second matrix that is computed, or arrays of \(x.shape.count) axes, which is not translated")
    }
    var (matrix, original) = node.flag("transB") ? (weight, name) : (weight.transposed([1, 0]), name)
    if alpha != 1 { (matrix, original) = (Constant(matrix.shape, floats: matrix.floats.map { $0 * alpha }), nil) }
    var row: GraphValue?
    if let bias {
      guard case .constant(let constant, let name) = bias, constant.count == 1 || constant.count == matrix.shape[0]
      else {
        throw form("adds an array that is computed or no row, which is not translated")
      }
      let numbers = constant.repeated(to: [1, matrix.shape[0]]).reshaped([matrix.shape[0]])
      row = .constant(
        beta == 1 ? numbers : Constant(numbers.shape, floats: numbers.floats.map { $0 * beta }),
        name: beta == 1 && constant.count == numbers.count ? name : nil)
    }
    return .computed(try linear(x, .constant(matrix, name: original), row, shape: [x.shape[0], matrix.shape[0]]))
  }

  mutating func matrixProduct(_ inputs: [GraphValue?]) throws -> GraphValue {
    let (a, b) = (try required(inputs, 0), try required(inputs, 1))
    if case .computed(let x) = a, case .constant(let weight, let name) = b, weight.shape.count == 2, x.shape.count >= 2
    {
      return .computed(
        try linear(
          x, .constant(weight.transposed([1, 0]), name: name), nil, shape: Array(x.shape.dropLast()) + [weight.shape[1]]
        ))
    }
    guard a.shape.count >= 2, b.shape.count >= 2 else { throw form("multiplies a vector, which is not translated") }
    let outer = try broadcast(Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2)))
    let shape = outer + [a.shape[a.shape.count - 2], b.shape[b.shape.count - 1]]
    // The leading axis that an item leaves out must not be one of the two that are multiplied.
    let values = [try matrices(computed(a)), try matrices(computed(b))]
    return .computed(try layer("matrix product", to: values, shape: shape))
  }

  private mutating func matrices(_ x: Computed) throws -> Computed {
    x.item.rank >= 2 ? x : try unflattened(x)
  }

  /// A row, or a column, with both axes.
  private mutating func unflattened(_ x: Computed) throws -> Computed {
    let id = try layer("reshape", [("shape", .ints(Array(x.shape.suffix(2))))], to: [x], shape: [1] + x.shape)
    return id
  }

  private mutating func linear(
    _ x: Computed, _ weight: GraphValue, _ bias: GraphValue?, shape: [Int]
  ) throws -> Computed {
    var fields: [(String, Node)] = [("out", .int(weight.shape[0]))]
    if x.item.rank > 1 { fields.append(("each row", .flag(true))) }
    if bias == nil { fields.append(("bias", .flag(false))) }
    let tensors = [("weight", weight)] + (bias.map { [("bias", $0)] } ?? [])
    return try layer("linear", fields, to: [x], name: layerName("linear", tensors), tensors: tensors, shape: shape)
  }
}

extension Node {
  /// One number where all are alike.
  static func extents(_ values: [Int]) -> Node {
    values.allSatisfy { $0 == values[0] } ? .int(values[0]) : .ints(values)
  }

  /// Above, left, below, right, as short as can be.
  static func sides(_ values: [Int]) -> Node {
    let isEven = values[0] == values[1] && values[2] == values[3]
    return isEven ? extents([values[0], values[2]]) : .ints(values)
  }
}
