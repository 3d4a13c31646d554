import Tensors

@testable import Kernels

/// All kernels of this build.
let allKernels: [any Kernels] = {
  #if OneDNN
    [PortableKernels(), OneDNNKernels()]
  #else
    [PortableKernels()]
  #endif
}()

extension Workspace {
  /// Runs one chunk given and returned as tensors with a batch axis, or its first items: NaN stands for what was not
  /// computed.
  func callAsFunction(_ input: Tensor, _ shapes: [Shape], count: Int? = nil) throws -> [Tensor] {
    try self([input], shapes, count: count)
  }

  /// Runs one chunk of each input.
  func callAsFunction(_ inputs: [Tensor], _ shapes: [Shape], count: Int? = nil) throws -> [Tensor] {
    let buffers = shapes.map { UnsafeMutableBufferPointer<Float>.allocate(capacity: $0.count) }
    defer { for buffer in buffers { buffer.deallocate() } }
    for buffer in buffers { buffer.initialize(repeating: .nan) }
    try inputs.withUnsafeBuffers { try run($0, buffers, count: count ?? inputs[0].shape[0]) }
    return zip(shapes, buffers).map { Tensor($0, $1) }
  }
}

extension Kernels {
  /// Compiles a program for as many items as `input` has, and runs it once.
  func run(_ program: Program, _ input: Tensor) throws -> [Tensor] { try run(program, [input]) }

  /// The same for a program of several inputs.
  func run(_ program: Program, _ inputs: [Tensor]) throws -> [Tensor] {
    let batch = inputs[0].shape[0]
    let shapes = program.outputs.map { program.shape(of: $0).batched(batch) }
    return try compile(program, batch: batch).makeWorkspace()(inputs, shapes)
  }
}

/// The largest difference of two tensors of one shape; NaN if any element of either is.
func largestDifference(_ a: Tensor, _ b: Tensor) -> Float {
  a.combined(with: b) { abs($0 - $1) }.elements.reduce(0) { $0.isNaN || $1.isNaN ? .nan : max($0, $1) }
}

/// Numbers in -1...1 that depend on `seed` alone.
func noise(_ shape: Shape, seed: UInt64) -> Tensor {
  var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  return Tensor(shape) { elements in
    for i in elements.indices {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      elements[i] = Float(Int32(truncatingIfNeeded: state >> 32)) / Float(Int32.max)
    }
  }
}
