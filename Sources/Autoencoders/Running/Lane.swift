import Kernels
import Tensors

/// A workspace and its buffers: what one lane needs to run a network.
///
/// Unchecked, since a workspace may move between threads but serves one at a time: the pool hands it to one run only.
final class Lane: @unchecked Sendable {
  private let workspace: any Workspace
  private let batch: Int
  private let shapes: [Shape]
  private let input: UnsafeMutableBufferPointer<Float>
  /// For each item a number for each class; nil for a network that is told nothing.
  private let condition: UnsafeMutableBufferPointer<Float>?
  private let outputs: [UnsafeMutableBufferPointer<Float>]

  /// - Parameter classes: how many classes the network is told of; 0 for none.
  init(_ compiled: any CompiledProgram, input: Shape, classes: Int, outputs: [Shape]) {
    workspace = compiled.makeWorkspace()
    batch = compiled.batch
    shapes = outputs
    self.input = .zeros(compiled.batch * input.count)
    condition = classes > 0 ? .zeros(compiled.batch * classes) : nil
    self.outputs = outputs.map { .zeros(compiled.batch * $0.count) }
  }

  deinit {
    input.deallocate()
    condition?.deallocate()
    for output in outputs { output.deallocate() }
  }

  /// Runs one chunk of at most `batch` items.
  ///
  /// A short one is padded with what is left in the buffer, as far as a step computes several items at once; no result
  /// depends on that.
  func run(_ items: ArraySlice<Network.Item>) throws -> [[Tensor]] {
    precondition(items.count <= batch, "\(items.count) items in a chunk of \(batch)")
    for (place, item) in items.enumerated() {
      item.value.withUnsafeElements { _ = input.item(place, of: $0.count).update(fromContentsOf: $0) }
      if let condition {
        let classes = condition.item(place, of: condition.count / batch)
        for index in classes.indices { classes[index] = index == item.label ? 1 : 0 }
      }
    }
    let inputs = ([input] + (condition.map { [$0] } ?? [])).map { UnsafeBufferPointer($0) }
    try workspace.run(inputs, outputs, count: items.count)
    return (0..<items.count).map { place in
      zip(shapes, outputs).map { shape, output in
        Tensor(shape, output.item(place, of: shape.count))
      }
    }
  }
}

extension UnsafeMutableBufferPointer<Float> {
  /// New memory of zeros; the caller gives it back.
  fileprivate static func zeros(_ count: Int) -> Self {
    let buffer = allocate(capacity: count)
    buffer.initialize(repeating: 0)
    return buffer
  }

  /// The elements of one of several items of equal size.
  fileprivate func item(_ place: Int, of count: Int) -> Self {
    Self(rebasing: self[place * count..<(place + 1) * count])
  }
}
