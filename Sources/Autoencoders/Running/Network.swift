import Kernels
import Synchronization
import Tensors

/// A program that any number of lanes run at once, in chunks of items.
///
/// It is compiled at its first use, and then lets go of the program, whose weights the compiled form has its own copy
/// of. Each run borrows a lane (a workspace and the buffers beside it) from a pool that grows to the number of lanes.
final class Network: Sendable {
  let input: Shape
  let outputs: [Shape]
  /// How many classes it is told of; 0 for none.
  let classes: Int
  private let kernels: any Kernels
  private let chunk: Int
  private let state: Mutex<State>
  private let pool = Mutex<[Lane]>([])

  /// What a network computes from.
  struct Item {
    let value: Tensor
    /// The number of its class; without meaning for a network that is told nothing.
    let label: Int
  }

  private enum State {
    case program(Program)
    case compiled(any CompiledProgram)
  }

  /// - Parameter chunk: how many items are computed together; a short chunk is padded, so that every item goes the same
  ///   way.
  init(_ program: Program, _ kernels: any Kernels, chunk: Int) {
    self.chunk = chunk
    input = program.shape(of: program.input)
    classes = program.inputs.dropFirst().first.map { program.shape(of: $0).count } ?? 0
    outputs = program.outputs.map { program.shape(of: $0) }
    self.kernels = kernels
    state = Mutex(.program(program))
  }

  /// Computes every item by itself, so that a result does not depend on the others.
  /// - Parameter items: any number, each in the shape of the input.
  /// - Returns: for each item the outputs in the program's order.
  /// - Throws: what the kernels report.
  func run(_ items: [Item]) throws -> [[Tensor]] {
    let compiled = try compiled()
    let lane = pool.withLock { $0.popLast() } ?? Lane(compiled, input: input, classes: classes, outputs: outputs)
    defer { pool.withLock { $0.append(lane) } }
    var results: [[Tensor]] = []
    results.reserveCapacity(items.count)
    for start in stride(from: 0, to: items.count, by: compiled.batch) {
      let chunk = items[start..<min(start + compiled.batch, items.count)]
      results += try lane.run(chunk)
    }
    return results
  }

  /// Compiles, if nobody has.
  func prepare() { _ = try? compiled() }

  /// The bytes that a lane allocates: its workspace and its buffers. Nothing is compiled for that.
  func bytesPerLane() throws -> Int {
    let workspace = try state.withLock { state in
      switch state {
      case .compiled(let compiled): compiled.workspaceBytes
      case .program(let program): try kernels.workspaceBytes(of: program, batch: chunk)
      }
    }
    let floats = chunk * (input.count + classes + outputs.map(\.count).reduce(0, +))
    return workspace + floats * MemoryLayout<Float>.stride
  }

  /// Compiles, if nobody has; others that come meanwhile wait for it.
  private func compiled() throws -> any CompiledProgram {
    try state.withLock { state in
      switch state {
      case .compiled(let compiled): return compiled
      case .program(let program):
        let compiled = try kernels.compile(program, batch: chunk)
        state = .compiled(compiled)
        return compiled
      }
    }
  }
}
