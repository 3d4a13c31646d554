import Tensors

/// The values of a batch and their gradients, the parameters with theirs, and what steps keep between the two
/// directions.
final class LearningMemory {
  /// One for each value of the program, by its index.
  let values: [UnsafeMutablePointer<Float>]
  let valueGradients: [UnsafeMutablePointer<Float>]
  let weightStart: UnsafeMutablePointer<Float>
  let weightGradientStart: UnsafeMutablePointer<Float>
  let statisticStart: UnsafeMutablePointer<Float>
  let kept: UnsafeMutablePointer<Float>
  private let weightCount: Int
  private let statisticCount: Int

  /// The floats that a step may write or read beyond the end of a value.
  private static let margin = 16

  init(_ program: Program, _ layout: LearningLayout, batch: Int) {
    let counts = (program.inputs + program.computed).map { program.shape(of: $0).count * batch }
    values = counts.map(LearningMemory.zeros)
    valueGradients = counts.map(LearningMemory.zeros)
    (weightCount, statisticCount) = (layout.parameterCount, layout.bufferCount)
    weightStart = LearningMemory.zeros(weightCount)
    weightGradientStart = LearningMemory.zeros(weightCount)
    statisticStart = LearningMemory.zeros(statisticCount)
    kept = LearningMemory.zeros(layout.keptCount)
  }

  deinit {
    for pointer in values + valueGradients + [weightStart, weightGradientStart, statisticStart, kept] {
      pointer.deallocate()
    }
  }

  var weights: UnsafeMutableBufferPointer<Float> { .init(start: weightStart, count: weightCount) }
  var weightGradients: UnsafeMutableBufferPointer<Float> { .init(start: weightGradientStart, count: weightCount) }
  var statistics: UnsafeMutableBufferPointer<Float> { .init(start: statisticStart, count: statisticCount) }

  private static func zeros(_ count: Int) -> UnsafeMutablePointer<Float> {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: (count + margin) * MemoryLayout<Float>.size, alignment: 64)
      .bindMemory(to: Float.self, capacity: count + margin)
    memory.initialize(repeating: 0, count: count + margin)
    return memory
  }
}
