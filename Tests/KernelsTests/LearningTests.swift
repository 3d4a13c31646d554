import Tensors
import Testing

@testable import Kernels

/// Gradients against differences of the function itself.
@Suite("A program that learns")
struct LearningTests {
  /// A small program around one operation, and a batch of its input.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let program: Program
    let input: Tensor
    var testDescription: String { name }

    init(_ name: String, _ shape: Shape, batch: Int = 3, _ operations: [Operation]) throws {
      self.name = name
      var program = Program(input: shape)
      var value = program.input
      for (number, operation) in operations.enumerated() {
        value = try program.append(operation, to: value, named: "layer.\(number)")
      }
      program.output(value)
      self.program = program
      input = noise(shape.batched(batch), seed: 1)
    }
  }

  private static func norm(_ channels: Int) -> Operation {
    .batchNorm(
      BatchNormalization(
        weight: noise([channels], seed: 4), bias: noise([channels], seed: 5), mean: Tensor([channels]),
        variance: Tensor([channels], repeating: 1), epsilon: 1e-5))
  }

  static let cases: [Case] = {
    let kernel: Operation = .convolution(
      weight: noise([8, 3, 4, 4], seed: 2), bias: noise([8], seed: 3), Window(stride: 2, padding: 1))
    // A bias before a batch norm changes nothing, so that its gradient would be rounding alone.
    let unbiased: Operation = .convolution(
      weight: noise([8, 3, 4, 4], seed: 2), bias: nil, Window(stride: 2, padding: 1))
    let doubling: Operation = .transposedConvolution(
      weight: noise([8, 4, 4, 4], seed: 2), bias: noise([4], seed: 3), Window(stride: 2, padding: 1))
    let small: Operation = .convolution(weight: noise([5, 3, 3, 3], seed: 2), bias: nil, Window(padding: 1))
    let linear: Operation = .linear(weight: noise([7, 12], seed: 2), bias: noise([7], seed: 3))
    let activations: [Activation] = [
      .leakyReLU(slope: 0.2), .elu(scale: 1), .silu, .sigmoid, .tanh, .clamp(lower: -0.5, upper: 0.5),
    ]
    let cases: [Case?] =
      [
        try? Case("halving convolution", [3, 6, 6], [kernel]), try? Case("small convolution", [3, 5, 4], [small]),
        try? Case("doubling convolution", [8, 3, 3], [doubling]), try? Case("linear", [12], [linear]),
        try? Case("batch norm", [4, 3, 3], [norm(4)]),
        try? Case("reshape and linear", [3, 2, 2], [.reshape([12]), linear]),
        try? Case("channels", [6, 3, 2], [.channels(2..<5)]),
        try? Case("scale", [2, 3, 2], [.scaleShift(scale: noise([2], seed: 6), shift: noise([2], seed: 7))]),
        try? Case("a constant behind a layer", [3, 6, 6], [kernel, .constant(value: noise([1], seed: 8))]),
        try? Case("several layers", [3, 6, 6], [unbiased, norm(8), .activation(.silu), doubling]),
      ] + activations.map { activation in try? Case("\(activation)", [4, 3, 2], [.activation(activation)]) }
    return cases.compactMap { $0 }
  }()

  @Test("Every case above is a program") func complete() { #expect(Self.cases.count == 16) }

  @Test("Gradients are those of differences", arguments: allKernels.indices, cases)
  func gradients(_ kernels: Int, _ example: Case) throws {
    let check = try DifferenceCheck(example.program, [example.input], allKernels[kernels])
    for (name, error) in try check.errors() { #expect(error < 0.01, "\(name): \(error)") }
  }

  @Test("The number of workers changes no byte")
  func workers() throws {
    let example = try #require(Self.cases.first { $0.name == "several layers" })
    func run(_ workers: any Workers) throws -> [Float] {
      try DifferenceCheck(example.program, [example.input], StandardKernels.make(), workers).allGradients()
    }
    #expect(try run(OneWorker()) == run(SomeWorkers(count: 2)))
  }

  @Test("Running statistics follow the batch's by a tenth, the variance unbiased")
  func statistics() throws {
    let example = try #require(Self.cases.first { $0.name == "batch norm" })
    let learning = StandardKernels.make().learning(example.program, batch: 3, takesInputGradient: false, OneWorker())
    _ = try learning.run(example.input, [3, 4, 3, 3])
    let values = (0..<3).flatMap { item in (0..<9).map { Double(example.input[item * 36 + 9 + $0]) } }
    let mean = values.reduce(0, +) / 27
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 26
    let followed = learning.buffers.map { $0.tensor(in: UnsafeBufferPointer(learning.statistics)) }
    #expect(learning.buffers.map(\.name) == ["layer.0.running_mean", "layer.0.running_var"])
    #expect(abs(Double(followed[0][1]) - mean / 10) < 1e-6)
    #expect(abs(Double(followed[1][1]) - (0.9 + variance / 10)) < 1e-6)
  }
}
