import Tensors

/// A program as steps with their memory laid out: what both kernels compile to.
struct Plan: CompiledProgram {
  let batch: Int
  private let arithmetic: any Arithmetic
  private let steps: [PlacedStep]
  private let offsets: [Int]
  /// The floats of the input and of each output.
  private let inputCount: Int
  private let outputCounts: [Int]
  /// Where the scratch memory of the steps begins, and where it ends.
  private let scratch: Range<Int>

  init(_ program: Program, batch: Int, arithmetic: any Arithmetic) throws {
    precondition(batch >= 1, "a chunk has at least one item")
    let lowering = try Lowering(program.fused(), batch: batch, arithmetic: arithmetic)
    let arena = ArenaLayout(steps: lowering.steps, sizes: lowering.sizes)
    self.batch = batch
    self.arithmetic = arithmetic
    steps = lowering.steps
    offsets = arena.offsets
    scratch = arena.count..<arena.count + (steps.map(\.step.scratch).max() ?? 0)
    inputCount = program.shape(of: program.input).count * batch
    outputCounts = program.outputs.map { program.shape(of: $0).count * batch }
  }

  var workspaceBytes: Int { scratch.upperBound * MemoryLayout<Float>.size }

  func makeWorkspace() -> any Workspace { PlanWorkspace(self) }

  /// Runs all steps in the memory at `arena`.
  func run(
    _ input: UnsafeBufferPointer<Float>, _ outputs: [UnsafeMutableBufferPointer<Float>],
    arena: UnsafeMutablePointer<Float>
  ) throws {
    precondition(input.count == inputCount, "\(input.count) floats of input instead of \(inputCount)")
    precondition(outputs.map(\.count) == outputCounts, "\(outputs.map(\.count)) floats instead of \(outputCounts)")
    arithmetic.prepareThread()
    let places = Places(input: input, outputs: outputs, arena: arena, offsets: offsets)
    for step in steps {
      guard let source = places.source(step.source), let target = places.target(step.target) else { continue }
      try step.step.run(source, target, arena + scratch.lowerBound)
    }
  }
}

/// The addresses of places during one run.
private struct Places {
  let input: UnsafeBufferPointer<Float>
  let outputs: [UnsafeMutableBufferPointer<Float>]
  let arena: UnsafeMutablePointer<Float>
  let offsets: [Int]

  /// Where to read; nil for an empty buffer of the caller's.
  func source(_ place: Place) -> UnsafePointer<Float>? {
    if case .input = place { return input.baseAddress }
    return target(place).map { UnsafePointer($0) }
  }

  /// Where to write; nil for an empty buffer of the caller's, and for the input.
  func target(_ place: Place) -> UnsafeMutablePointer<Float>? {
    switch place {
    case .input: nil
    case .output(let index): outputs[index].baseAddress
    case .value(let index): arena + offsets[index]
    }
  }
}

/// The memory of one lane for one plan.
final class PlanWorkspace: Workspace {
  private let plan: Plan
  private let arena: UnsafeMutableRawBufferPointer

  init(_ plan: Plan) {
    self.plan = plan
    arena = .allocate(byteCount: max(plan.workspaceBytes, 64), alignment: 64)
    arena.initializeMemory(as: Float.self, repeating: 0)
  }

  deinit { arena.deallocate() }

  func run(_ input: UnsafeBufferPointer<Float>, _ outputs: [UnsafeMutableBufferPointer<Float>]) throws {
    guard let memory = arena.bindMemory(to: Float.self).baseAddress else { return }
    try plan.run(input, outputs, arena: memory)
  }
}
