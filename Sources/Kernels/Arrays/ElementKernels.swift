import Tensors

/// A function of every element.
struct FunctionKernel: ArrayKernel {
  let function: ElementFunction
  let count: Int

  func run(
    _ sources: [UnsafePointer<Float>], _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>
  ) { function.apply(sources[0], target, count: count) }
}

/// A function of two values.
struct PairKernel: ArrayKernel {
  private let function: PairFunction
  private let walk: Walk

  init(_ function: PairFunction, _ sources: [Shape], _ result: Shape) {
    self.function = function
    walk = Walk(result, sources.map { Walk.repeating($0, in: result) })
  }

  func run(
    _ sources: [UnsafePointer<Float>], _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<walk.rows {
      function.apply(
        sources[0] + walk.starts[0][row], walk.steps[0], sources[1] + walk.starts[1][row], walk.steps[1],
        target + row * walk.count, count: walk.count)
    }
  }
}

/// One of two values, by a third.
struct ChooseKernel: ArrayKernel {
  private let walk: Walk

  init(_ sources: [Shape], _ result: Shape) { walk = Walk(result, sources.map { Walk.repeating($0, in: result) }) }

  func run(
    _ sources: [UnsafePointer<Float>], _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<walk.rows {
      let (condition, a, b) = (
        sources[0] + walk.starts[0][row], sources[1] + walk.starts[1][row], sources[2] + walk.starts[2][row]
      )
      let result = target + row * walk.count
      for i in 0..<walk.count {
        result[i] = condition[i * walk.steps[0]] != 0 ? a[i * walk.steps[1]] : b[i * walk.steps[2]]
      }
    }
  }
}
