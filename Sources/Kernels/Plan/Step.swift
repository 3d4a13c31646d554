/// Where a value of a plan lies: with the caller, or in the workspace under a number.
enum Place: Hashable {
  case input(Int)
  case output(Int)
  case value(Int)
}

/// One step of a plan: reads a value, writes another.
protocol Step: Sendable {
  /// The floats of memory it needs while it runs.
  var scratch: Int { get }

  /// The same for a step that reads more values than one; the others are given in their order.
  func run(
    _ source: UnsafePointer<Float>, and others: [UnsafePointer<Float>], _ target: UnsafeMutablePointer<Float>,
    _ scratch: UnsafeMutablePointer<Float>) throws

  /// Computes as many items as the step was made for, from the first at `source` to the first at `target`. What was
  /// in `scratch` before is arbitrary.
  func run(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>)
    throws
}

extension Step {
  func run(
    _ source: UnsafePointer<Float>, and others: [UnsafePointer<Float>], _ target: UnsafeMutablePointer<Float>,
    _ scratch: UnsafeMutablePointer<Float>
  ) throws { try run(source, target, scratch) }
}

/// A step, the places of its values, and how many items it computes at a time.
struct PlacedStep: Sendable {
  let step: any Step
  let source: Place
  let target: Place
  /// The floats of an item of each.
  let sourceCount: Int
  let targetCount: Int
  /// The items of one run; a divisor of the chunk.
  let items: Int
  /// What it reads beside the source: places, and the floats of an item of each.
  var others: [Other] = []

  /// A value that a step reads beside its source.
  struct Other: Sendable {
    let place: Place
    let count: Int
  }
}
