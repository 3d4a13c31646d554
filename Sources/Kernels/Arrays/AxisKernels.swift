import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Some axes made to one number each.
struct ReduceKernel: ArrayKernel {
  private let reduction: Reduction
  /// Where the first number of each result lies.
  private let starts: [Int]
  /// Where the others lie after it, and itself.
  private let places: [Int]

  init(_ reduction: Reduction, _ shape: Shape, _ axes: [Int]) {
    self.reduction = reduction
    starts = ReduceKernel.places(shape, (0..<shape.rank).filter { !axes.contains($0) })
    places = ReduceKernel.places(shape, (0..<shape.rank).filter { axes.contains($0) })
  }

  func run(
    _ sources: [UnsafePointer<Float>], _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>
  ) {
    for (index, start) in starts.enumerated() { target[index] = reduction.apply(sources[0] + start, places) }
  }

  private static func places(_ shape: Shape, _ axes: [Int]) -> [Int] {
    axes.reduce([0]) { places, axis in
      places.flatMap { place in (0..<shape[axis]).map { place + $0 * shape.strides[axis] } }
    }
  }
}

/// eˣ of an axis over their sum, without overflow.
struct SoftmaxKernel: ArrayKernel {
  private let outer: Int
  private let extent: Int
  private let inner: Int
  private let isLogarithm: Bool

  init(_ shape: Shape, _ axis: Int, isLogarithm: Bool) {
    (outer, extent, inner) = shape.around(axis)
    self.isLogarithm = isLogarithm
  }

  func run(
    _ sources: [UnsafePointer<Float>], _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>
  ) {
    for block in 0..<outer {
      for column in 0..<inner {
        let first = block * extent * inner + column
        normalise(sources[0] + first, target + first)
      }
    }
  }

  private func normalise(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
    var largest = x[0]
    for i in 1..<max(1, extent) { largest = PairFunction.larger(largest, x[i * inner]) }
    var sum = 0.0
    for i in 0..<extent {
      let power = exponential(x[i * inner] - largest)
      y[i * inner] = power
      sum += Double(power)
    }
    if isLogarithm {
      let shift = largest + Float(log(sum))
      for i in 0..<extent { y[i * inner] = x[i * inner] - shift }
    } else {
      let scale = Float(1 / sum)
      for i in 0..<extent { y[i * inner] *= scale }
    }
  }
}

/// Weighted sums, or the largest numbers, along one axis of a value.
struct AxisStage: Sendable {
  let axis: Int
  /// For each place of the result, the range of its taps.
  let ranges: [Range<Int>]
  let places: [Int]
  /// Empty where the largest number is wanted.
  let weights: [Float]

  init(_ part: AxisWeights) {
    self.init(
      axis: part.axis, counts: part.taps.map(\.count), places: part.taps.flatMap { $0.map(\.place) },
      weights: part.taps.flatMap { $0.map(\.weight) })
  }

  init(_ part: AxisWindows) {
    self.init(axis: part.axis, counts: part.places.map(\.count), places: part.places.flatMap { $0 }, weights: [])
  }

  private init(axis: Int, counts: [Int], places: [Int], weights: [Float]) {
    var start = 0
    ranges = counts.map { count in
      defer { start += count }
      return start..<start + count
    }
    (self.axis, self.places, self.weights) = (axis, places, weights)
  }

  /// The shape of what it gives.
  func shape(of shape: Shape) -> Shape {
    var extents = shape.dimensions
    extents[axis] = ranges.count
    return Shape(extents)
  }

  func run(_ source: UnsafePointer<Float>, _ shape: Shape, _ target: UnsafeMutablePointer<Float>) {
    let (outer, extent, inner) = shape.around(axis)
    for block in 0..<outer {
      for (index, range) in ranges.enumerated() {
        let row = target + (block * ranges.count + index) * inner
        let from = source + block * extent * inner
        if weights.isEmpty { maximise(from, range, row, inner) } else { sum(from, range, row, inner) }
      }
    }
  }

  private func sum(_ from: UnsafePointer<Float>, _ range: Range<Int>, _ row: UnsafeMutablePointer<Float>, _ inner: Int)
  {
    row.update(repeating: 0, count: inner)
    for tap in range {
      let (weight, x) = (weights[tap], from + places[tap] * inner)
      for i in 0..<inner { row[i] += weight * x[i] }
    }
  }

  private func maximise(
    _ from: UnsafePointer<Float>, _ range: Range<Int>, _ row: UnsafeMutablePointer<Float>, _ inner: Int
  ) {
    row.update(from: from + places[range.lowerBound] * inner, count: inner)
    for tap in range.dropFirst() {
      let x = from + places[tap] * inner
      for i in 0..<inner { row[i] = PairFunction.larger(row[i], x[i]) }
    }
  }
}

/// Stages along several axes, one after the other.
struct AxisKernel: ArrayKernel {
  private let stages: [AxisStage]
  /// What each takes, and at the end the result.
  private let shapes: [Shape]
  /// The floats of the largest value in between.
  private let room: Int

  init(_ shape: Shape, _ stages: [AxisStage]) {
    self.stages = stages
    shapes = stages.reduce([shape]) { $0 + [$1.shape(of: $0[$0.count - 1])] }
    room = ((shapes.dropFirst().dropLast().map(\.count).max() ?? 0) + 15) / 16 * 16 + 16
  }

  var scratch: Int { 2 * room }

  func run(
    _ sources: [UnsafePointer<Float>], _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) {
    var source = sources[0]
    for (index, stage) in stages.enumerated() {
      let result = index == stages.count - 1 ? target : scratch + index % 2 * room
      stage.run(source, shapes[index], result)
      source = UnsafePointer(result)
    }
  }
}
