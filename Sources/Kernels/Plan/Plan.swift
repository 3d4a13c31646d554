import Tensors

/// A program as steps with their memory laid out: what both kernels compile to.
struct Plan: CompiledProgram {
  let batch: Int
  private let arithmetic: any Arithmetic
  private let steps: [PlacedStep]
  private let stretches: Stretches
  private let offsets: [Int]
  /// The floats of a row of each value.
  private let rowCounts: [Int]
  /// The floats of each input and of each output.
  private let inputCounts: [Int]
  private let outputCounts: [Int]
  /// Where the scratch memory of the steps begins, and where it ends.
  private let scratch: Range<Int>

  /// The floats that a step may write beyond the end of a value.
  private static let margin = 16

  init(_ program: Program, batch: Int, arithmetic: any Arithmetic, _ rule: BandRule = BandRule()) throws {
    precondition(batch >= 1, "a chunk has at least one item")
    let lowering = try Lowering(program.fused(), batch: batch, arithmetic: arithmetic)
    self.batch = batch
    self.arithmetic = arithmetic
    steps = lowering.steps
    let layouts = lowering.values.map(\.layout)
    let stretches = Stretches(steps, values: layouts, rule)
    self.stretches = stretches
    rowCounts = layouts.map { $0.width * $0.channels }
    let windows = stretches.bands.compactMap(\.?.windows).reduce(into: [:]) { $0.merge($1) { $1 } }
    let sizes = lowering.values.indices.map { value in
      let (layout, items) = lowering.values[value]
      let count = windows[value].map { $0 * layout.width * layout.channels }
      return (count ?? layout.count * (stretches.isLocal[value] ? items : batch)) + Plan.margin
    }
    let arena = ArenaLayout(sizes: sizes, lifetimes: stretches.lifetimes)
    offsets = arena.offsets
    scratch = arena.count..<arena.count + (steps.map(\.step.scratch).max() ?? 0)
    inputCounts = program.inputs.map { program.shape(of: $0).count * batch }
    outputCounts = program.outputs.map { program.shape(of: $0).count * batch }
  }

  var workspaceBytes: Int { scratch.upperBound * MemoryLayout<Float>.size }

  func makeWorkspace() -> any Workspace { PlanWorkspace(self) }

  /// Runs all steps in the memory at `arena`, each for so many of its items that the first `count` of the chunk are
  /// among them.
  func run(
    _ inputs: [UnsafeBufferPointer<Float>], _ outputs: [UnsafeMutableBufferPointer<Float>], count: Int,
    arena: UnsafeMutablePointer<Float>
  ) throws {
    precondition((1...batch).contains(count), "\(count) items of a chunk of \(batch)")
    precondition(inputs.map(\.count) == inputCounts, "\(inputs.map(\.count)) floats instead of \(inputCounts)")
    precondition(outputs.map(\.count) == outputCounts, "\(outputs.map(\.count)) floats instead of \(outputCounts)")
    arithmetic.prepareThread()
    var places = Places(inputs: inputs, outputs: outputs, arena: arena, offsets: offsets, isLocal: stretches.isLocal)
    for (stretch, bands) in zip(stretches.ranges, stretches.bands) {
      for item in stride(from: 0, to: count, by: steps[stretch.lowerBound].items) {
        if let bands {
          try run(bands, stretch, item, &places)
        } else {
          for step in steps[stretch] {
            try places.withAddresses(of: step, item) { source, others, target in
              try step.step.run(source, and: others, target, arena + scratch.lowerBound)
            }
          }
        }
      }
    }
  }

  /// Runs the steps of a stretch on some rows after the others.
  private func run(_ bands: Bands, _ stretch: Range<Int>, _ item: Int, _ places: inout Places) throws {
    let work = places.arena + scratch.lowerBound
    for band in bands.bands {
      for move in band.moves {
        let window = places.arena + offsets[move.value]
        window.update(from: window + move.from * rowCounts[move.value], count: move.count * rowCounts[move.value])
      }
      places.shifts = band.origins.reduce(into: [:]) { $0[$1.key] = $1.value * rowCounts[$1.key] }
      for (step, rows) in zip(steps[stretch], band.rows) where !rows.isEmpty {
        guard let banded = step.step as? any BandStep else { continue }
        try places.withAddresses(of: step, item) { source, others, target in
          try banded.run(rows: rows, source, and: others, target, work)
        }
      }
    }
    places.shifts = [:]
  }
}

/// The addresses of places during one run.
private struct Places {
  let inputs: [UnsafeBufferPointer<Float>]
  let outputs: [UnsafeMutableBufferPointer<Float>]
  let arena: UnsafeMutablePointer<Float>
  let offsets: [Int]
  let isLocal: [Bool]
  /// How many floats of the beginning of a value are not there.
  var shifts: [Int: Int] = [:]

  /// Calls `body` with where a step reads and writes an item; not at all if a buffer of the caller's is empty.
  func withAddresses(
    of step: PlacedStep, _ item: Int,
    _ body: (UnsafePointer<Float>, [UnsafePointer<Float>], UnsafeMutablePointer<Float>) throws -> Void
  ) rethrows {
    guard let start = source(step.source, item * step.sourceCount),
      let end = target(step.target, item * step.targetCount)
    else { return }
    try body(start, step.others.compactMap { source($0.place, item * $0.count) }, end)
  }

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
    case .value(let index): arena + (offsets[index] + (isLocal[index] ? 0 : offset) - (shifts[index] ?? 0))
    }
  }
}
