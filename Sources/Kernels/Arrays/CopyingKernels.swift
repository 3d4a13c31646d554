import Tensors

/// The same numbers for every item.
struct ConstantKernel: ArrayKernel {
  let tensor: Tensor

  func run(_: [UnsafePointer<Float>], _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>) {
    tensor.withUnsafeElements { elements in
      if let start = elements.baseAddress { target.update(from: start, count: elements.count) }
    }
  }
}

/// The elements of a value in another order, or repeated.
struct CopyKernel: ArrayKernel {
  private let walk: Walk

  init(_ result: Shape, _ strides: [Int]) { walk = Walk(result, [strides]) }

  func run(
    _ sources: [UnsafePointer<Float>], _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>
  ) {
    let step = walk.steps[0]
    for (row, start) in walk.starts[0].enumerated() {
      let (source, target) = (sources[0] + start, target + row * walk.count)
      if step == 1 {
        copyFloats(source, target, walk.count)
      } else {
        for i in 0..<walk.count { target[i] = source[i * step] }
      }
    }
  }
}

/// Some places of an axis.
struct TakeKernel: ArrayKernel {
  private let outer: Int
  private let extent: Int
  private let inner: Int
  private let places: [Int]

  init(_ shape: Shape, _ axis: Int, _ places: [Int]) {
    (outer, extent, inner) = shape.around(axis)
    self.places = places
  }

  func run(
    _ sources: [UnsafePointer<Float>], _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>
  ) {
    var next = target
    for block in 0..<outer {
      let source = sources[0] + block * extent * inner
      for place in places {
        copyFloats(source + place * inner, next, inner)
        next += inner
      }
    }
  }
}

/// A value with a border.
struct PadKernel: ArrayKernel {
  private let walk: Walk
  private let first: Int
  private let count: Int
  private let value: Float

  init(_ from: Shape, _ result: Shape, _ before: [Int], _ value: Float) {
    walk = Walk(from, [from.strides, result.strides])
    first = zip(before, result.strides).reduce(0) { $0 + $1.0 * $1.1 }
    count = result.count
    self.value = value
  }

  func run(
    _ sources: [UnsafePointer<Float>], _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>
  ) {
    target.update(repeating: value, count: count)
    for (from, to) in zip(walk.starts[0], walk.starts[1]) {
      for i in 0..<walk.count { target[first + to + i * walk.steps[1]] = sources[0][from + i * walk.steps[0]] }
    }
  }
}

/// Values one after the other along an axis.
struct JoinKernel: ArrayKernel {
  private let outer: Int
  private let counts: [Int]

  init(_ shapes: [Shape], _ axis: Int) {
    outer = shapes[0].around(axis).outer
    counts = shapes.map { $0.around(axis).extent * $0.around(axis).inner }
  }

  func run(
    _ sources: [UnsafePointer<Float>], _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>
  ) {
    var next = target
    for block in 0..<outer {
      for (source, count) in zip(sources, counts) {
        next.update(from: source + block * count, count: count)
        next += count
      }
    }
  }
}

extension Shape {
  /// The elements around an axis: of the axes before it, its own extent, of those behind it.
  func around(_ axis: Int) -> (outer: Int, extent: Int, inner: Int) {
    (dimensions[..<axis].reduce(1, *), dimensions[axis], dimensions[(axis + 1)...].reduce(1, *))
  }
}
