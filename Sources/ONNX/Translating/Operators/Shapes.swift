import Documents
import Tensors

/// Operators that change shapes and leave the numbers in their order.
extension Translation {
  /// A value under other extents.
  mutating func reshape(_ x: Computed, to shape: [Int]) throws -> Computed {
    let target = Computed(id: x.id, shape: shape)
    guard target.shape.reduce(1, *) == x.shape.reduce(1, *) else { throw form("reshapes \(x.shape) to \(shape)") }
    if target.item == x.item { return target }
    if target.item.rank == 1, x.item.rank > 1 { return try layer("flatten", to: [x], shape: shape) }
    // Back to what it was before.
    if let producer = producer(of: x), producer.kind == "flatten" || producer.kind == "reshape",
      let source = producer.inputs.first.flatMap(computedValue(called:)), source.shape == shape
    {
      return source
    }
    return try layer("reshape", [("shape", .ints(target.item.dimensions))], to: [x], shape: shape)
  }

  /// Any value under other extents.
  private mutating func reshaped(_ value: GraphValue, to shape: [Int]) throws -> GraphValue {
    guard value.shape.reduce(1, *) == shape.reduce(1, *) else { throw form("reshapes \(value.shape) to \(shape)") }
    guard case .computed(let x) = value else { return value.reshaped(shape) }
    return .computed(try reshape(x, to: shape))
  }

  mutating func reshape(_ inputs: [GraphValue?]) throws -> GraphValue {
    let x = try first(inputs)
    guard let wanted = try known(inputs, 1)?.integers else { throw form("has no shape") }
    var shape = try wanted.enumerated().map { place, extent -> Int in
      guard extent == 0, !node.flag("allowzero") else { return extent }
      guard place < x.shape.count else { throw form("copies an axis that \(x.shape) does not have") }
      return x.shape[place]
    }
    if let open = shape.firstIndex(of: -1) {
      let rest = shape.reduce(1) { $1 == -1 ? $0 : $0 * $1 }
      let count = x.shape.reduce(1, *)
      guard rest > 0, count.isMultiple(of: rest) else { throw form("reshapes \(x.shape) to \(wanted)") }
      shape[open] = count / rest
    }
    guard shape.allSatisfy({ $0 >= 0 }) else { throw form("reshapes \(x.shape) to \(wanted)") }
    if case .computed(let x) = x, let norm = try regroupedNorm(x, to: shape) { return .computed(norm) }
    return try reshaped(x, to: shape)
  }

  mutating func flatten(_ inputs: [GraphValue?]) throws -> GraphValue {
    let x = try first(inputs)
    let axis = node.int("axis", 1)
    let place = axis < 0 ? axis + x.shape.count : axis
    guard (0...x.shape.count).contains(place) else { throw form("flattens behind axis \(axis) of \(x.shape)") }
    return try reshaped(x, to: [x.shape[..<place].reduce(1, *), x.shape[place...].reduce(1, *)])
  }

  /// Axes that a node names, by an input or, in older versions, an attribute.
  func axes(_ inputs: [GraphValue?], _ place: Int, rank: Int) throws -> [Int]? {
    guard let axes = try known(inputs, place)?.integers ?? node.ints("axes") else { return nil }
    let positive = axes.map { $0 < 0 ? $0 + rank : $0 }
    guard positive.allSatisfy({ (0..<rank).contains($0) }) else { throw form("names the axes \(axes) of \(rank)") }
    return positive
  }

  mutating func squeeze(_ inputs: [GraphValue?]) throws -> GraphValue {
    let x = try first(inputs)
    let axes = try axes(inputs, 1, rank: x.shape.count) ?? x.shape.indices.filter { x.shape[$0] == 1 }
    return try reshaped(x, to: x.shape.indices.filter { !axes.contains($0) }.map { x.shape[$0] })
  }

  mutating func unsqueeze(_ inputs: [GraphValue?]) throws -> GraphValue {
    let x = try first(inputs)
    let count = try known(inputs, 1)?.count ?? node.ints("axes")?.count ?? 0
    let rank = x.shape.count + count
    let axes = try axes(inputs, 1, rank: rank) ?? []
    var rest = x.shape.makeIterator()
    return try reshaped(x, to: (0..<rank).map { axes.contains($0) ? 1 : rest.next() ?? 1 })
  }

  func shape(_ inputs: [GraphValue?]) throws -> GraphValue {
    let extents = try required(inputs, 0).shape
    func place(_ index: Int) -> Int { min(max(index < 0 ? index + extents.count : index, 0), extents.count) }
    let (start, end) = (place(node.int("start", 0)), node.has("end") ? place(node.int("end", 0)) : extents.count)
    let part = Array(extents[start..<max(start, end)])
    return .constant(Constant([part.count], integers: part), name: nil)
  }

  func constant() throws -> GraphValue {
    if let tensor = try node.tensor("value", file.path) { return .constant(try tensor.constant(), name: nil) }
    if node.has("value_float") { return .constant(Constant([], floats: [node.float("value_float", 0)]), name: nil) }
    if node.has("value_int") { return .constant(Constant([], integers: [node.int("value_int", 0)]), name: nil) }
    if let floats = node.floats("value_floats"), !floats.isEmpty {
      return .constant(Constant([floats.count], floats: floats), name: nil)
    }
    if let ints = node.ints("value_ints") { return .constant(Constant([ints.count], integers: ints), name: nil) }
    throw form("holds a constant that is not translated")
  }

  func constantOfShape(_ inputs: [GraphValue?]) throws -> GraphValue {
    guard let shape = try known(inputs, 0)?.integers, shape.allSatisfy({ (0...Folding.largestCount).contains($0) })
    else {
      throw form("has no shape")
    }
    var count = 1
    for extent in shape {
      count *= max(1, extent)
      guard count <= Folding.largestCount else { throw form("makes \(shape), which is too large") }
    }
    let value = try node.tensor("value", file.path)?.constant() ?? Constant([1], floats: [0])
    guard value.count == 1 else { throw form("has a value of more than one number") }
    return .constant(value.reshaped([]).repeated(to: shape), name: nil)
  }
}
