/// A way to compute programs: which instructions and libraries it uses is its own affair.
///
/// Results are a function of the program and the input alone: neither an item's place in the batch, nor the other
/// items in it, nor the workspace changes a byte (for the same build on the same kind of CPU).
public protocol Kernels: Sendable {
  /// What serves, for reports: "oneDNN 2.6.3", "portable".
  var name: String { get }

  /// Prepares a program for chunks of `batch` items: weights are laid out and code is made here, once.
  /// - Precondition: the batch is at least 1.
  func compile(_ program: Program, batch: Int) throws -> any CompiledProgram

  /// Prepares a program for learning from batches of `batch` items, with the parameters it has.
  /// - Parameters:
  ///   - takesInputGradient: whether the gradient of the first input will be asked for.
  ///   - workers: who computes the parts of a batch.
  func learning(
    _ program: Program, batch: Int, takesInputGradient: Bool, _ workers: any Workers
  ) -> LearningProgram
}

/// A program with its weights prepared, for a fixed number of items; shared by all lanes.
public protocol CompiledProgram: Sendable {
  /// The number of items of each run.
  var batch: Int { get }

  /// The bytes one workspace allocates.
  var workspaceBytes: Int { get }

  /// Memory for one lane; any number can be made.
  func makeWorkspace() -> any Workspace
}

/// The memory in which a lane runs a compiled program. It may move between threads, but serves one at a time.
public protocol Workspace: AnyObject {
  /// Computes the first items of one chunk; the others are computed too where that is how a step works.
  /// - Parameters:
  ///   - inputs: `batch` items of each of the program's inputs, in its order, each item in row-major order.
  ///   - outputs: where each output goes, in the program's order: `batch` items, each in row-major order.
  ///   - count: how many are wanted, from 1 to `batch`.
  /// - Throws: what the library beneath reports; values that are not finite are passed on, not an error.
  /// - Precondition: the buffers have these sizes.
  func run(_ inputs: [UnsafeBufferPointer<Float>], _ outputs: [UnsafeMutableBufferPointer<Float>], count: Int) throws
}
