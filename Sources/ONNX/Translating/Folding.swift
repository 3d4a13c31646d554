import Kernels
import Tensors

/// What operators make of numbers that are known already: shape arithmetic, and weights that are turned or scaled.
enum Folding {
  /// The most numbers that are made of others.
  static let largestCount = 1 << 27

  /// The result of a node whose inputs are all known; nil for an operator that is not folded.
  static func result(of node: GraphNode, _ inputs: [Constant?], opset: Int) -> [Constant]? {
    guard let x = inputs.first ?? nil else { return nil }
    let y = inputs.count > 1 ? inputs[1] : nil
    switch node.operation {
    case "Identity", "Dropout", "CastLike": return [x]
    case "Cast": return [cast(x, to: node.int("to", 1))]
    case "Add", "Sub", "Mul", "Div", "Mod", "Pow", "Min", "Max", "Equal", "Less", "LessOrEqual", "Greater",
      "GreaterOrEqual", "And", "Or":
      return y.flatMap { pair(node.operation, x, $0) }.map { [$0] }
    case "Neg", "Abs", "Sqrt", "Floor", "Ceil", "Round", "Reciprocal", "Not", "Exp", "Log", "Sign":
      return [each(node.operation, x)]
    case "Where": return y.flatMap { y in (inputs.last ?? nil).flatMap { choose(x, y, $0) } }.map { [$0] }
    case "Shape": return [Constant([x.shape.count], integers: x.shape)]
    case "Size": return [Constant([], integers: [x.count])]
    case "Range": return range(inputs).map { [$0] }
    case "ReduceProd", "ReduceSum", "ReduceMax", "ReduceMin", "ReduceMean":
      return reduce(node, x, y?.integers, opset).map { [$0] }
    default: return nil
    }
  }

  private static func cast(_ x: Constant, to type: Int) -> Constant {
    switch type {
    case 1, 10, 11, 16: Constant(x.shape, floats: x.floats)
    case 9: Constant(x.shape, integers: x.doubles.map { $0 == 0 ? 0 : 1 })
    default: Constant(x.shape, integers: x.integers)
    }
  }

  private static func make(_ shape: [Int], _ values: [Double], integer: Bool) -> Constant {
    integer
      ? Constant(shape, integers: values.map { Int(exactly: $0.rounded(.towardZero)) ?? 0 })
      : Constant(shape, floats: values.map { Float($0) })
  }

  private static func pair(_ name: String, _ x: Constant, _ y: Constant) -> Constant? {
    guard let shape = Shape(x.shape).broadcast(with: Shape(y.shape)), shape.count <= largestCount else { return nil }
    let (a, b) = (x.repeated(to: shape.dimensions).doubles, y.repeated(to: shape.dimensions).doubles)
    let isInteger = x.isInteger && y.isInteger
    func map(_ function: (Double, Double) -> Double, truth: Bool = false) -> Constant {
      make(shape.dimensions, zip(a, b).map { function($0, $1) }, integer: truth || isInteger)
    }
    switch name {
    case "Add": return map(+)
    case "Sub": return map(-)
    case "Mul": return map(*)
    case "Div":
      guard !isInteger || !b.contains(0) else { return nil }
      return map { isInteger ? ($0 / $1).rounded(.towardZero) : $0 / $1 }
    case "Mod":
      guard !b.contains(0) else { return nil }
      return map { $0 - ($0 / $1).rounded(.down) * $1 }
    case "Pow":
      return make(shape.dimensions, zip(a, b).map { Double(Float(Float.power($0, $1))) }, integer: x.isInteger)
    case "Min": return map { min($0, $1) }
    case "Max": return map { max($0, $1) }
    case "Equal": return map({ $0 == $1 ? 1 : 0 }, truth: true)
    case "Less": return map({ $0 < $1 ? 1 : 0 }, truth: true)
    case "LessOrEqual": return map({ $0 <= $1 ? 1 : 0 }, truth: true)
    case "Greater": return map({ $0 > $1 ? 1 : 0 }, truth: true)
    case "GreaterOrEqual": return map({ $0 >= $1 ? 1 : 0 }, truth: true)
    case "And": return map({ $0 != 0 && $1 != 0 ? 1 : 0 }, truth: true)
    default: return map({ $0 != 0 || $1 != 0 ? 1 : 0 }, truth: true)
    }
  }

  private static func each(_ name: String, _ x: Constant) -> Constant {
    func map(_ function: (Double) -> Double) -> Constant {
      make(x.shape, x.doubles.map(function), integer: x.isInteger)
    }
    switch name {
    case "Neg": return map { -$0 }
    case "Abs": return map { abs($0) }
    case "Sqrt": return map { $0.squareRoot() }
    case "Floor": return map { $0.rounded(.down) }
    case "Ceil": return map { $0.rounded(.up) }
    case "Round": return map { $0.rounded(.toNearestOrEven) }
    case "Reciprocal": return map { 1 / $0 }
    case "Exp": return map { Double.exponential($0) }
    case "Log": return map { Double.naturalLogarithm($0) }
    case "Sign": return map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
    default: return map { $0 == 0 ? 1 : 0 }
    }
  }

  private static func choose(_ condition: Constant, _ a: Constant, _ b: Constant) -> Constant? {
    guard let shape = Shape(a.shape).broadcast(with: Shape(b.shape))?.broadcast(with: Shape(condition.shape)),
      shape.count <= largestCount
    else { return nil }
    let all = [condition, a, b].map { $0.repeated(to: shape.dimensions).doubles }
    let values = all[0].indices.map { all[0][$0] != 0 ? all[1][$0] : all[2][$0] }
    return make(shape.dimensions, values, integer: a.isInteger && b.isInteger)
  }

  private static func range(_ inputs: [Constant?]) -> Constant? {
    let ends = inputs.compactMap { $0?.doubles.first }
    guard ends.count == 3, ends[2] != 0 else { return nil }
    let count = ((ends[1] - ends[0]) / ends[2]).rounded(.up)
    guard count < Double(1 << 20) else { return nil }
    let values = (0..<max(0, Int(count))).map { ends[0] + Double($0) * ends[2] }
    return make([values.count], values, integer: inputs[0]?.isInteger ?? true)
  }

  private static func reduce(_ node: GraphNode, _ x: Constant, _ given: [Int]?, _ opset: Int) -> Constant? {
    let rank = x.shape.count
    let axes = (given ?? node.ints("axes") ?? Array(0..<rank)).map { $0 < 0 ? $0 + rank : $0 }
    guard axes.count == rank || rank == 1 else { return nil }
    let values = x.doubles
    let value: Double
    switch node.operation {
    case "ReduceProd": value = values.reduce(1, *)
    case "ReduceSum": value = values.reduce(0, +)
    case "ReduceMean": value = values.reduce(0, +) / Double(max(1, values.count))
    case "ReduceMax": value = values.max() ?? 0
    default: value = values.min() ?? 0
    }
    return make(node.flag("keepdims", true) ? x.shape.map { _ in 1 } : [], [value], integer: x.isInteger)
  }
}

extension Constant {
  /// The numbers under a larger shape, extents of 1 repeated.
  func repeated(to shape: [Int]) -> Constant {
    if self.shape == shape { return self }
    let own = Shape(self.shape).padded(to: shape.count).dimensions
    var strides = [Int](repeating: 0, count: shape.count)
    var step = 1
    for axis in shape.indices.reversed() {
      strides[axis] = own[axis] == 1 ? 0 : step
      step *= own[axis]
    }
    return taking(Constant.places(shape, strides), shape: shape)
  }

  /// For each element of a shape in row-major order where it lies in memory with these distances.
  static func places(_ shape: [Int], _ strides: [Int]) -> [Int] {
    zip(shape, strides).reduce([0]) { places, axis in
      places.flatMap { place in (0..<axis.0).map { place + $0 * axis.1 } }
    }
  }

  /// The axes in another order.
  func transposed(_ axes: [Int]) -> Constant {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in stride(from: shape.count - 2, through: 0, by: -1) {
      strides[axis] = strides[axis + 1] * shape[axis + 1]
    }
    let target = axes.map { shape[$0] }
    return taking(Constant.places(target, axes.map { strides[$0] }), shape: target)
  }

  /// Some places of an axis.
  func taking(_ places: [Int], along axis: Int) -> Constant {
    let inner = shape[(axis + 1)...].reduce(1, *)
    let outer = shape[..<axis].reduce(1, *)
    var target = shape
    target[axis] = places.count
    let all = (0..<outer).flatMap { block in
      places.flatMap { place in
        (0..<inner).map { (block * shape[axis] + place) * inner + $0 }
      }
    }
    return taking(all, shape: target)
  }

  /// Several one after the other along an axis.
  static func joined(_ parts: [Constant], axis: Int) -> Constant {
    var target = parts[0].shape
    target[axis] = parts.reduce(0) { $0 + $1.shape[axis] }
    let outer = target[..<axis].reduce(1, *)
    let counts = parts.map { $0.count / max(1, outer) }
    if parts.allSatisfy(\.isInteger) {
      let numbers = parts.map(\.integers)
      return Constant(
        target,
        integers: (0..<outer).flatMap { block in
          zip(numbers, counts).flatMap { $0[block * $1..<(block + 1) * $1] }
        })
    }
    let numbers = parts.map(\.floats)
    return Constant(
      target,
      floats: (0..<outer).flatMap { block in zip(numbers, counts).flatMap { $0[block * $1..<(block + 1) * $1] } })
  }
}
