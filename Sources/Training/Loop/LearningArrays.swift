import Kernels

extension LearningProgram {
  /// Forwards, with arrays.
  /// - Parameter count: the floats of each output.
  func forward(_ inputs: [[Float]], of count: Int) throws -> [[Float]] {
    try forward(inputs, counts: Array(repeating: count, count: outputCount))
  }

  /// Forwards, with arrays.
  /// - Parameter counts: the floats of each output.
  func forward(_ inputs: [[Float]], counts: [Int]) throws -> [[Float]] {
    try [[Float]](counts: counts[...]) { targets in
      try inputs.withUnsafeBuffers { try forward($0, targets) }
    }
  }

  /// Backwards, with arrays; those of outputs that the program does not have are left out.
  func backward(_ gradients: [[Float]]) throws {
    try gradients.prefix(outputCount).withUnsafeBuffers { try backward($0) }
  }

  /// Backwards, with the gradient of the input.
  func backward(_ gradients: [[Float]], inputCount: Int) throws -> [Float] {
    try [Float](unsafeUninitializedCapacity: inputCount) { target, written in
      let target = UnsafeMutableBufferPointer(rebasing: target[..<inputCount])
      try gradients.prefix(outputCount).withUnsafeBuffers { try backward($0, inputGradient: target) }
      written = inputCount
    }
  }

  /// The sum of the squares of all gradients, in double precision and in an order that depends on their number alone.
  func squaredGradientNorm(_ workers: any Workers) -> Double {
    let parts = 16
    var sums = [Double](repeating: 0, count: parts)
    let gradients = gradients
    sums.withUnsafeMutableBufferPointer { sums in
      let sums = sums
      workers.perform(parts) { part in
        var sum = 0.0
        for i in part * gradients.count / parts..<(part + 1) * gradients.count / parts {
          sum += Double(gradients[i]) * Double(gradients[i])
        }
        sums[part] = sum
      }
    }
    return sums.reduce(0, +)
  }
}

extension Collection<[Float]> {
  /// The elements of all arrays at once.
  func withUnsafeBuffers<Result>(_ body: ([UnsafeBufferPointer<Float>]) throws -> Result) throws -> Result {
    try withUnsafeBuffers([], body)
  }

  private func withUnsafeBuffers<Result>(
    _ known: [UnsafeBufferPointer<Float>], _ body: ([UnsafeBufferPointer<Float>]) throws -> Result
  ) throws -> Result {
    guard let first else { return try body(known) }
    return try first.withUnsafeBufferPointer { try dropFirst().withUnsafeBuffers(known + [$0], body) }
  }
}

extension [[Float]] {
  /// Arrays of so many elements, all of which `body` writes.
  init(counts: ArraySlice<Int>, writing body: ([UnsafeMutableBufferPointer<Float>]) throws -> Void) throws {
    self = try Self.arrays(counts, [], body)
  }

  private static func arrays(
    _ counts: ArraySlice<Int>, _ known: [UnsafeMutableBufferPointer<Float>],
    _ body: ([UnsafeMutableBufferPointer<Float>]) throws -> Void
  ) throws -> [[Float]] {
    guard let count = counts.first else {
      try body(known)
      return []
    }
    var rest: [[Float]] = []
    let first = try [Float](unsafeUninitializedCapacity: count) { memory, written in
      let buffer = UnsafeMutableBufferPointer(rebasing: memory[..<count])
      rest = try arrays(counts.dropFirst(), known + [buffer], body)
      written = count
    }
    return [first] + rest
  }
}
