package import Tensors

extension Shape {
  /// The shape that two have together when axes of extent 1, and axes missing in front, are repeated; nil if they do
  /// not fit.
  package func broadcast(with other: Shape) -> Shape? {
    let rank = max(self.rank, other.rank)
    let (a, b) = (padded(to: rank).dimensions, other.padded(to: rank).dimensions)
    guard zip(a, b).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 }) else { return nil }
    return Shape(zip(a, b).map { $0 == 1 ? $1 : $0 })
  }

  /// Axes of extent 1 in front.
  package func padded(to rank: Int) -> Shape {
    Shape([Int](repeating: 1, count: max(0, rank - self.rank)) + dimensions)
  }

  /// The distance of neighbours along each axis in row-major order.
  var strides: [Int] {
    var strides = [Int](repeating: 1, count: rank)
    for axis in stride(from: rank - 2, through: 0, by: -1) { strides[axis] = strides[axis + 1] * dimensions[axis + 1] }
    return strides
  }
}

extension ArrayOperation {
  /// The shape of the result; checks every parameter on the way.
  func shape(applyingTo inputs: [Shape]) throws(ProgramError) -> Shape {
    guard sourceCount.map({ $0 == inputs.count }) ?? !inputs.isEmpty else {
      throw .sources(operation: name, found: inputs.count)
    }
    switch self {
    case .constant(let tensor): return tensor.shape
    case .pair: return try together(inputs[0], inputs[1])
    case .choose: return try together(together(inputs[0], inputs[1]), inputs[2])
    case .concatenate(let axis): return try concatenated(inputs, axis)
    case .matrixProduct: return try product(inputs[0], inputs[1])
    default: return try shape(applyingTo: inputs[0])
    }
  }

  private func shape(applyingTo input: Shape) throws(ProgramError) -> Shape {
    var extents = input.dimensions
    switch self {
    case .function: return input
    case .transpose(let axes):
      try check(input, axes.sorted() == Array(0..<input.rank), "\(axes.count) axes")
      return Shape(axes.map { input[$0] })
    case .take(let axis, let places):
      try checkAxes([axis], input)
      try check(input, places.allSatisfy { (0..<input[axis]).contains($0) }, "places \(places) along axis \(axis)")
      extents[axis] = places.count
    case .pad(let before, let after, _):
      try check(input, before.count == input.rank && after.count == input.rank, "\(before.count) axes")
      extents = extents.indices.map { extents[$0] + before[$0] + after[$0] }
      try check(input, before.allSatisfy { $0 >= 0 } && after.allSatisfy { $0 >= 0 }, "padding of at least 0")
    case .broadcast(let shape):
      try check(input, input.broadcast(with: shape) == shape, "a shape that becomes \(shape)")
      return shape
    case .reduce(_, let axes):
      try checkAxes(axes, input)
      return Shape(extents.indices.filter { !axes.contains($0) }.map { extents[$0] })
    case .softmax(let axis, _): try checkAxes([axis], input)
    case .resample(let parts):
      for part in parts {
        try checkAxes([part.axis], input)
        try check(input, extents[part.axis] == part.extent, "an extent of \(part.extent) along axis \(part.axis)")
        extents[part.axis] = part.taps.count
      }
    case .largest(let parts):
      for part in parts {
        try checkAxes([part.axis], input)
        try check(input, extents[part.axis] == part.extent, "an extent of \(part.extent) along axis \(part.axis)")
        extents[part.axis] = part.places.count
      }
    case .convolution(let weight, let bias, let window):
      return try convolved(input, weight, bias, window, isTransposed: false)
    case .transposedConvolution(let weight, let bias, let window):
      return try convolved(input, weight, bias, window, isTransposed: true)
    default: break
    }
    return Shape(extents)
  }

  private func together(_ a: Shape, _ b: Shape) throws(ProgramError) -> Shape {
    guard let shape = a.broadcast(with: b) else {
      throw .input(operation: name, expected: "extents that are equal or 1, as those of \(a)", found: b)
    }
    return shape
  }

  private func concatenated(_ inputs: [Shape], _ axis: Int) throws(ProgramError) -> Shape {
    var extents = inputs[0].dimensions
    try checkAxes([axis], inputs[0])
    for input in inputs.dropFirst() {
      var other = input.dimensions
      let fits = other.count == extents.count
      if fits { (other[axis], extents[axis]) = (extents[axis] + other[axis], extents[axis] + other[axis]) }
      try check(input, fits && other == extents, "the extents of \(inputs[0]) but for axis \(axis)")
    }
    return Shape(extents)
  }

  private func product(_ a: Shape, _ b: Shape) throws(ProgramError) -> Shape {
    try check(a, a.rank >= 2, "at least two axes")
    try check(b, b.rank >= 2 && b[b.rank - 2] == a[a.rank - 1], "[…, \(a[a.rank - 1]), columns] as second value")
    let outer = try together(Shape(Array(a.dimensions.dropLast(2))), Shape(Array(b.dimensions.dropLast(2))))
    return Shape(outer.dimensions + [a[a.rank - 2], b[b.rank - 1]])
  }

  private func convolved(
    _ input: Shape, _ weight: Tensor, _ bias: Tensor?, _ window: GeneralWindow, isTransposed: Bool
  ) throws(ProgramError) -> Shape {
    guard window.isValid else {
      throw .window(operation: name, Window(stride: window.stride.height, padding: window.before.height))
    }
    let layout = isTransposed ? "[in, out / groups, height, width]" : "[out, in / groups, height, width]"
    guard weight.shape.rank == 4, weight.count > 0, weight.shape[0].isMultiple(of: window.groups) else {
      throw .parameter(operation: name, name: "weight", expected: layout, found: weight.shape)
    }
    let channels = isTransposed ? weight.shape[0] : weight.shape[1] * window.groups
    try check(input, input.rank == 3 && input[0] == channels && input.count > 0, "[\(channels), height, width]")
    let out = isTransposed ? weight.shape[1] * window.groups : weight.shape[0]
    if let bias, bias.shape != [out] {
      throw .parameter(operation: name, name: "bias", expected: "[\(out)]", found: bias.shape)
    }
    let kernel = GeneralWindow.Pair(weight.shape[2], weight.shape[3])
    let extents = window.output(input[1], input[2], kernel: kernel, isTransposed: isTransposed)
    guard extents.height > 0, extents.width > 0 else {
      throw .emptyOutput(operation: name, input: input, kernel: [kernel.height, kernel.width])
    }
    return [out, extents.height, extents.width]
  }

  private func checkAxes(_ axes: [Int], _ input: Shape) throws(ProgramError) {
    try check(input, axes.allSatisfy { (0..<input.rank).contains($0) }, "an array with the axes \(axes)")
  }

  private func check(_ shape: Shape, _ holds: Bool, _ expected: String) throws(ProgramError) {
    guard holds else { throw .input(operation: name, expected: expected, found: shape) }
  }
}
