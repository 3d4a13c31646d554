import Tensors

/// An array operation on values in row-major order, item by item.
struct ArrayStep: Step {
  private let kernel: any ArrayKernel
  private let operands: [Operand]
  private let resultCount: Int
  private let batch: Int

  /// Where an operand comes from.
  enum Operand: Sendable {
    /// The next of the step's sources, of so many floats an item.
    case source(count: Int)
    /// The same numbers for every item.
    case constant(ConstantNumbers)
  }

  init(_ kernel: any ArrayKernel, _ operands: [Operand], resultCount: Int, batch: Int) {
    (self.kernel, self.operands, self.resultCount, self.batch) = (kernel, operands, resultCount, batch)
  }

  var scratch: Int { kernel.scratch }

  func run(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) throws { try run(source, and: [], target, scratch) }

  func run(
    _ source: UnsafePointer<Float>, and others: [UnsafePointer<Float>], _ target: UnsafeMutablePointer<Float>,
    _ scratch: UnsafeMutablePointer<Float>
  ) throws {
    let starts = [source] + others
    for item in 0..<batch {
      var next = 0
      let pointers = operands.map { operand -> UnsafePointer<Float> in
        switch operand {
        case .constant(let numbers): return numbers.start
        case .source(let count):
          defer { next += 1 }
          return starts[next] + item * count
        }
      }
      try kernel.run(pointers, target + item * resultCount, scratch)
    }
  }
}

/// Numbers at a place in memory that stays.
final class ConstantNumbers: Sendable {
  /// Only read once it is made.
  nonisolated(unsafe) let start: UnsafePointer<Float>
  private let count: Int

  init(_ tensor: Tensor) {
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: max(1, tensor.count))
    memory.initialize(repeating: 0, count: max(1, tensor.count))
    tensor.withUnsafeElements { if let elements = $0.baseAddress { memory.update(from: elements, count: $0.count) } }
    start = UnsafePointer(memory)
    count = tensor.count
  }

  deinit { UnsafeMutablePointer(mutating: start).deallocate() }
}
