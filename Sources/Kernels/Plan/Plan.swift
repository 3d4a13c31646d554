import Tensors

/// A program as steps with their memory laid out: what both kernels compile to.
struct Plan: CompiledProgram {
  let batch: Int
  private let arithmetic: any Arithmetic
  private let steps: [PlacedStep]
  private let stretches: Stretches
  private let offsets: [Int]
  /// The floats of each input and of each output.
  private let inputCounts: [Int]
  private let outputCounts: [Int]
  /// Where the scratch memory of the steps begins, and where it ends.
  private let scratch: Range<Int>

  /// The floats that a step may write beyond the end of a value.
  private static let margin = 16

  init(_ program: Program, batch: Int, arithmetic: any Arithmetic) throws {
    precondition(batch >= 1, "a chunk has at least one item")
    let lowering = try Lowering(program.fused(), batch: batch, arithmetic: arithmetic)
    self.batch = batch
    self.arithmetic = arithmetic
    steps = lowering.steps
    stretches = Stretches(steps, values: lowering.values.count)
    let sizes = zip(lowering.values, stretches.isLocal).map { value, isLocal in
      value.count * (isLocal ? value.items : batch) + Plan.margin
    }
    let arena = ArenaLayout(sizes: sizes, lifetimes: stretches.lifetimes)
    offsets = arena.offsets
    scratch = arena.count..<arena.count + (steps.map(\.step.scratch).max() ?? 0)
    inputCounts = program.inputs.map { program.shape(of: $0).count * batch }
    outputCounts = program.outputs.map { program.shape(of: $0).count * batch }
  }

  var workspaceBytes: Int { scratch.upperBound * MemoryLayout<Float>.size }

  func makeWorkspace() -> any Workspace { PlanWorkspace(self) }

  /// Runs all steps in the memory at `arena`.
  func run(
    _ inputs: [UnsafeBufferPointer<Float>], _ outputs: [UnsafeMutableBufferPointer<Float>],
    arena: UnsafeMutablePointer<Float>
  ) throws {
    precondition(inputs.map(\.count) == inputCounts, "\(inputs.map(\.count)) floats instead of \(inputCounts)")
    precondition(outputs.map(\.count) == outputCounts, "\(outputs.map(\.count)) floats instead of \(outputCounts)")
    arithmetic.prepareThread()
    let places = Places(inputs: inputs, outputs: outputs, arena: arena, offsets: offsets, isLocal: stretches.isLocal)
    for stretch in stretches.ranges {
      for item in stride(from: 0, to: batch, by: steps[stretch.lowerBound].items) {
        for step in steps[stretch] {
          guard let source = places.source(step.source, item * step.sourceCount),
            let target = places.target(step.target, item * step.targetCount)
          else { continue }
          let others = step.others.compactMap { places.source($0.place, item * $0.count) }
          try step.step.run(source, and: others, target, arena + scratch.lowerBound)
        }
      }
    }
  }
}

/// The addresses of places during one run.
private struct Places {
  let inputs: [UnsafeBufferPointer<Float>]
  let outputs: [UnsafeMutableBufferPointer<Float>]
  let arena: UnsafeMutablePointer<Float>
  let offsets: [Int]
  let isLocal: [Bool]

  /// Where to read the item that starts at `offset`; nil for an empty buffer of the caller's.
  func source(_ place: Place, _ offset: Int) -> UnsafePointer<Float>? {
    if case .input(let index) = place { return inputs[index].baseAddress.map { $0 + offset } }
    return target(place, offset).map { UnsafePointer($0) }
  }

  /// Where to write it; nil for an empty buffer of the caller's, and for an input.
  func target(_ place: Place, _ offset: Int) -> UnsafeMutablePointer<Float>? {
    switch place {
    case .input: nil
    case .output(let index): outputs[index].baseAddress.map { $0 + offset }
    case .value(let index): arena + offsets[index] + (isLocal[index] ? 0 : offset)
    }
  }
}
