/// Where a value of a plan lies: with the caller, or in the workspace under a number.
enum Place: Hashable {
  case input
  case output(Int)
  case value(Int)
}

/// One step of a plan: reads a value, writes another, for all items of a chunk.
protocol Step: Sendable {
  /// The floats of memory it needs while it runs.
  var scratch: Int { get }

  /// Computes the items of a chunk; the pointers are at the first item. What was in `scratch` before is arbitrary.
  func run(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>)
    throws
}

/// A step and the places of its values.
struct PlacedStep: Sendable {
  let step: any Step
  let source: Place
  let target: Place
}
