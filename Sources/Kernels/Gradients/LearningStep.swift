/// What one operation of a program does while it learns, for a whole batch: forwards, and the gradients backwards.
///
/// Values lie batch item after batch item, channels last. A step keeps nothing between the two directions: what it needs
/// of the way forwards is handed to it again, or lies in its own part of `LearningMemory`.
protocol LearningStep: Sendable {
  /// The floats it keeps from the way forwards to the way back, beside the values: batch statistics.
  var keptCount: Int { get }

  /// Computes the result.
  func forward(_ values: ForwardValues, _ context: LearningContext) throws

  /// Adds to, or writes, the gradients of its sources and of its parameters.
  func backward(_ values: BackwardValues, _ context: LearningContext) throws
}

extension LearningStep {
  var keptCount: Int { 0 }
}

/// What a step computes from, and where its result goes.
struct ForwardValues {
  let sources: [UnsafePointer<Float>]
  let result: UnsafeMutablePointer<Float>
  let parameters: UnsafeMutablePointer<Float>
  /// Running statistics, which the step updates and no gradient reaches.
  let buffers: UnsafeMutablePointer<Float>
  let kept: UnsafeMutablePointer<Float>
}

/// What a step's gradients are computed from, and where they go.
struct BackwardValues {
  let sources: [UnsafePointer<Float>]
  let result: UnsafePointer<Float>
  let resultGradient: UnsafePointer<Float>
  /// Nil for a source that needs no gradient: the pictures.
  let sourceGradients: [GradientTarget?]
  let parameters: UnsafePointer<Float>
  let parameterGradients: UnsafeMutablePointer<Float>
  let kept: UnsafePointer<Float>
}

/// Where the gradient of a value goes: added where another use of the value has written its part before.
struct GradientTarget {
  let start: UnsafeMutablePointer<Float>
  let isAdded: Bool
}

/// What all steps of a run share.
struct LearningContext {
  let batch: Int
  let arithmetic: any Arithmetic
  let workers: any Workers
  let scratch = ScratchPool()

  /// The parts that a loop over a batch is cut into: enough for many cores, and the same on any number of them.
  static let parts = 16

  /// Cuts the batch into parts, each on a thread prepared for the arithmetic.
  func forItems(_ body: (Range<Int>) throws -> Void) throws { try inParts(of: batch, body) }

  /// Cuts `count` things into parts.
  func inParts(of count: Int, parts: Int = parts, _ body: (Range<Int>) throws -> Void) throws {
    try workers.perform(count, inParts: parts) { range in
      arithmetic.prepareThread()
      try body(range)
    }
  }
}
