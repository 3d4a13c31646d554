import Documents
import Kernels
import Layers
import Tensors

/// Operators that move numbers.
extension Translation {
  /// The value with the leading axis that items leave out, for what moves it.
  private mutating func whole(_ x: Computed) throws -> Computed {
    try layer("reshape", [("shape", .ints([1] + x.item.dimensions))], to: [x], shape: [1, 1] + x.item.dimensions)
  }

  mutating func transpose(_ inputs: [GraphValue?]) throws -> GraphValue {
    let x = try first(inputs)
    let axes = node.ints("perm") ?? Array((0..<x.shape.count).reversed())
    guard axes.sorted() == Array(0..<x.shape.count) else {
      throw form("puts the axes of \(x.shape) in the order \(axes)")
    }
    guard case .computed(let value) = x else {
      if case .constant(let constant, _) = x { return .constant(constant.transposed(axes), name: nil) }
      return x
    }
    return .computed(try transpose(value, axes))
  }

  mutating func transpose(_ x: Computed, _ axes: [Int]) throws -> Computed {
    let shape = axes.map { x.shape[$0] }
    // Axes of extent 1 may go anywhere.
    let order = axes.filter { x.shape[$0] != 1 }
    if order == order.sorted() { return try reshape(x, to: shape) }
    if x.shape.first == 1 {
      if axes[0] == 0 {
        return try layer("transpose", [("axes", .ints(axes.dropFirst().map { $0 - 1 }))], to: [x], shape: shape)
      }
      let full = try whole(x)
      let moved = try layer("transpose", [("axes", .ints(axes))], to: [full], shape: [1] + shape)
      return try reshape(moved, to: shape)
    }
    return try layer("transpose", [("axes", .ints(axes))], to: [x], shape: shape)
  }

  mutating func concatenate(_ inputs: [GraphValue?]) throws -> GraphValue {
    let values = try inputs.indices.map { try required(inputs, $0) }.filter { !$0.shape.contains(0) }
    guard let one = values.first else { throw form("joins nothing") }
    let rank = one.shape.count
    let axis = node.int("axis", 0) < 0 ? node.int("axis", 0) + rank : node.int("axis", 0)
    guard values.allSatisfy({ $0.shape.count == rank }), (0..<rank).contains(axis) else {
      throw form("joins \(values.map(\.shape)) along axis \(axis)")
    }
    let constants = values.compactMap { value -> Constant? in
      if case .constant(let constant, _) = value { constant } else { nil }
    }
    if constants.count == values.count { return .constant(.joined(constants, axis: axis), name: nil) }
    var shape = one.shape
    shape[axis] = values.reduce(0) { $0 + $1.shape[axis] }
    if values.count == 1 { return one }
    let parts = try values.map { try computed($0) }
    guard parts.allSatisfy({ ($0.shape.first == 1) == (parts[0].shape.first == 1) }), let own = parts[0].itemAxis(axis)
    else {
      // Along the axis that items leave out: the parts get it first.
      let full = try parts.map { part in
        try layer("reshape", [("shape", .ints(part.shape))], to: [part], shape: [1] + part.shape)
      }
      let joined = try layer("concatenate", [("axis", .int(axis))], to: full, shape: [1] + shape)
      return .computed(try reshape(joined, to: shape))
    }
    return .computed(try layer("concatenate", [("axis", .int(own))], to: parts, shape: shape))
  }

  /// A range of an axis.
  private mutating func part(_ value: GraphValue, _ axis: Int, _ places: [Int]) throws -> GraphValue {
    var shape = value.shape
    guard places.allSatisfy({ (0..<shape[axis]).contains($0) }) else { throw form("takes places outside of \(shape)") }
    if places == Array(0..<shape[axis]) { return value }
    shape[axis] = places.count
    switch value {
    case .constant(let constant, _): return .constant(constant.taking(places, along: axis), name: nil)
    case .computed(let x):
      guard !places.isEmpty else { throw form("takes nothing of \(x.shape)") }
      guard let own = x.itemAxis(axis) else {
        let full = try whole(x)
        let taken = try layer("gather", [("axis", .int(0)), ("places", .ints(places))], to: [full], shape: [1] + shape)
        return .computed(try reshape(taken, to: shape))
      }
      let step = places.count > 1 ? places[1] - places[0] : 1
      if step > 0, places == places.indices.map({ places[0] + $0 * step }) {
        var fields = [("axis", Node.int(own)), ("from", .int(places[0])), ("count", .int(places.count))]
        if step != 1 { fields.append(("step", .int(step))) }
        return .computed(try layer("slice", fields, to: [x], shape: shape))
      }
      return .computed(try layer("gather", [("axis", .int(own)), ("places", .ints(places))], to: [x], shape: shape))
    }
  }

  mutating func split(_ inputs: [GraphValue?]) throws -> [GraphValue] {
    let x = try first(inputs)
    let axis = node.int("axis", 0) < 0 ? node.int("axis", 0) + x.shape.count : node.int("axis", 0)
    guard x.shape.indices.contains(axis) else { throw form("splits axis \(axis) of \(x.shape)") }
    let count = node.outputs.count
    let even = (x.shape[axis] + count - 1) / max(1, count)
    let sizes =
      try known(inputs, 1)?.integers ?? node.ints("split")
      ?? (0..<count).map { min(even, x.shape[axis] - $0 * even) }
    guard sizes.reduce(0, +) == x.shape[axis], sizes.allSatisfy({ $0 > 0 }) else {
      throw form("splits \(x.shape) into \(sizes)")
    }
    var first = 0
    return try sizes.map { size in
      defer { first += size }
      return try part(x, axis, Array(first..<first + size))
    }
  }

  mutating func slice(_ inputs: [GraphValue?]) throws -> GraphValue {
    var x = try first(inputs)
    guard let starts = try known(inputs, 1)?.integers, let ends = try known(inputs, 2)?.integers,
      starts.count == ends.count
    else { throw form("has no starts and ends") }
    let rank = x.shape.count
    let axes = try known(inputs, 3)?.integers ?? Array(0..<starts.count)
    let steps = try known(inputs, 4)?.integers ?? starts.map { _ in 1 }
    guard axes.count == starts.count, steps.count == starts.count else { throw form("has as many axes as no starts") }
    for index in axes.indices {
      let axis = axes[index] < 0 ? axes[index] + rank : axes[index]
      guard x.shape.indices.contains(axis), steps[index] != 0 else {
        throw form("slices axis \(axes[index]) of \(x.shape)")
      }
      let (extent, step) = (x.shape[axis], steps[index])
      func held(_ place: Int, _ range: ClosedRange<Int>) -> Int {
        let positive = place < 0 ? place.addingReportingOverflow(extent).partialValue : place
        return min(max(positive, range.lowerBound), range.upperBound)
      }
      let places =
        step > 0
        ? Array(stride(from: held(starts[index], 0...extent), to: held(ends[index], 0...extent), by: step))
        : Array(stride(from: held(starts[index], 0...max(0, extent - 1)), to: held(ends[index], -1...extent), by: step))
      x = try part(x, axis, places)
    }
    return x
  }

  mutating func gather(_ inputs: [GraphValue?]) throws -> GraphValue {
    let x = try first(inputs)
    guard let indices = try known(inputs, 1) else { throw form("has no indices") }
    let axis = node.int("axis", 0) < 0 ? node.int("axis", 0) + x.shape.count : node.int("axis", 0)
    guard x.shape.indices.contains(axis) else { throw form("gathers from axis \(axis) of \(x.shape)") }
    let places = indices.integers.map { $0 < 0 ? $0 + x.shape[axis] : $0 }
    let taken = try part(x, axis, places)
    let shape = Array(x.shape[..<axis]) + indices.shape + Array(x.shape[(axis + 1)...])
    return shape == taken.shape ? taken : try reshaped(taken, shape)
  }

  private mutating func reshaped(_ value: GraphValue, _ shape: [Int]) throws -> GraphValue {
    guard case .computed(let x) = value else { return value.reshaped(shape) }
    return .computed(try reshape(x, to: shape))
  }

  mutating func expand(_ inputs: [GraphValue?]) throws -> GraphValue {
    let x = try first(inputs)
    guard let wanted = try known(inputs, 1)?.integers, wanted.allSatisfy({ $0 >= 0 }) else {
      throw form("has no shape")
    }
    let shape = try broadcast(x.shape, wanted)
    if shape == x.shape { return x }
    guard Shape(shape).isSensible else { throw form("makes \(shape), which is too large") }
    guard case .computed(let value) = x else {
      if case .constant(let constant, _) = x { return .constant(constant.repeated(to: shape), name: nil) }
      return x
    }
    let target = Computed(id: "", shape: shape)
    return .computed(try layer("broadcast", [("shape", .ints(target.item.dimensions))], to: [value], shape: shape))
  }

  mutating func tile(_ inputs: [GraphValue?]) throws -> GraphValue {
    var x = try first(inputs)
    guard let times = try known(inputs, 1)?.integers, times.count == x.shape.count,
      times.allSatisfy({ (1...1 << 16).contains($0) })
    else { throw form("has no repeats") }
    for (axis, count) in times.enumerated() where count > 1 {
      let extent = x.shape[axis]
      guard extent * count <= 1 << 20 else { throw form("repeats \(x.shape) \(times) times, which is too large") }
      x = try part(x, axis, (0..<extent * count).map { $0 % extent })
    }
    return x
  }

  mutating func pad(_ inputs: [GraphValue?]) throws -> GraphValue {
    let x = try value(inputs)
    guard let pads = try known(inputs, 1)?.integers else { throw form("has no pads") }
    let rank = x.shape.count
    let axes = try axes(inputs, 3, rank: rank) ?? Array(0..<rank)
    guard pads.count == 2 * axes.count, pads.allSatisfy({ $0 >= 0 }) else {
      throw form("has pads \(pads), which are not translated")
    }
    var (before, after) = ([Int](repeating: 0, count: rank), [Int](repeating: 0, count: rank))
    for (index, axis) in axes.enumerated() { (before[axis], after[axis]) = (pads[index], pads[axes.count + index]) }
    let leading = x.shape.first == 1
    guard !leading || (before[0] == 0 && after[0] == 0) else { throw form("pads the batch, which is not translated") }
    let modes = ["constant": "number", "reflect": "reflect", "edge": "edge", "wrap": "wrap"]
    guard let mode = modes[node.text("mode", "constant")] else { throw form("pads in a way that is not translated") }
    var fields: [(String, Node)] = [
      ("before", .ints(leading ? Array(before.dropFirst()) : before)),
      ("after", .ints(leading ? Array(after.dropFirst()) : after)),
    ]
    if mode != "number" { fields.append(("mode", .text(mode))) }
    if let number = try known(inputs, 2)?.floats.first, number != 0 { fields.append(("number", .number(number))) }
    return .computed(
      try layer("pad", fields, to: [x], shape: x.shape.indices.map { before[$0] + x.shape[$0] + after[$0] }))
  }

  mutating func softmax(_ inputs: [GraphValue?], isLogarithm: Bool) throws -> GraphValue {
    let x = try value(inputs)
    let isOld = file.opset < 13
    let given = node.int("axis", isOld ? 1 : -1)
    let axis = given < 0 ? given + x.shape.count : given
    guard x.shape.indices.contains(axis) else { throw form("has the axis \(given) of \(x.shape)") }
    let logarithm: [(String, Node)] = isLogarithm ? [("logarithm", .flag(true))] : []
    if isOld, axis != x.shape.count - 1 {
      // All axes from this one on were one.
      let rows = try reshape(x, to: [1, x.shape[..<axis].reduce(1, *), x.shape[axis...].reduce(1, *)])
      let result = try layer("softmax", [("axis", .int(rows.item.rank - 1))] + logarithm, to: [rows], shape: rows.shape)
      return .computed(try reshape(result, to: x.shape))
    }
    guard let own = x.itemAxis(axis) else { throw form("is over the batch, which is not translated") }
    return .computed(try layer("softmax", [("axis", .int(own))] + logarithm, to: [x], shape: x.shape))
  }

  mutating func reduce(_ inputs: [GraphValue?], _ name: String) throws -> GraphValue {
    let x = try value(inputs)
    let axes =
      try axes(inputs, 1, rank: x.shape.count) ?? (node.flag("noop_with_empty_axes") ? [] : Array(x.shape.indices))
    let keeps = node.flag("keepdims", true)
    let shape = x.shape.indices.compactMap { axes.contains($0) ? (keeps ? 1 : nil) : x.shape[$0] }
    let own = axes.compactMap { x.itemAxis($0) }.sorted()
    if axes.isEmpty { return .computed(x) }
    // Of the batch's one item nothing is left to add up, but squares and roots are taken.
    let result = try layer(
      "reduce", [("by", .text(name)), ("axes", .ints(own))] + (keeps ? [] : [("keep", .flag(false))]), to: [x],
      shape: nil)
    return .computed(
      try reshape(Computed(id: result.id, shape: (x.shape.first == 1 ? [1] : []) + result.item.dimensions), to: shape))
  }
}
