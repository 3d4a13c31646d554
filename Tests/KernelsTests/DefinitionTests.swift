import Tensors
import Testing

@testable import Kernels

/// Every kernel against the definition of what it computes.
@Suite struct DefinitionTests {
  @Test("Convolutions of any shape are what their definition says", arguments: ShapeCase.convolutions)
  func convolution(_ shape: ShapeCase) throws {
    try expectDefinition(try shape.program(), batch: shape.batch)
    try expectDefinition(try shape.directProgram(), batch: shape.batch)
  }

  @Test(
    "Transposed convolutions of any shape are what their definition says",
    arguments: ShapeCase.transposedConvolutions)
  func transposedConvolution(_ shape: ShapeCase) throws {
    try expectDefinition(try shape.program(), batch: shape.batch)
  }

  @Test("Flattening and unflattening keep the row-major order of channels, rows, columns")
  func reshapes() throws {
    var program = Program(input: [6, 4, 2])
    let flat = try program.append(.reshape([48]), to: program.input)
    let hidden = try program.append(
      .linear(weight: noise([40, 48], seed: 1), bias: noise([40], seed: 2)), to: flat)
    let folded = try program.append(.reshape([10, 2, 2]), to: try program.append(.activation(.relu), to: hidden))
    let scaled = try program.append(
      .scaleShift(scale: noise([10], seed: 3), shift: noise([10], seed: 4)), to: folded)
    program.output(try program.append(.channels(3..<9), to: scaled))
    program.output(try program.append(.reshape([2, 20]), to: scaled))
    program.output(try program.append(.reshape([4, 2, 5]), to: scaled))
    program.output(hidden)
    program.output(try program.append(.channels(7..<31), to: hidden))
    program.output(
      try program.append(
        .scaleShift(scale: noise([40], seed: 5), shift: noise([40], seed: 6)),
        to: try program.append(.reshape([40]), to: folded)))
    program.output(program.input)
    try expectDefinition(program, batch: 3)
  }

  @Test(
    "Activations are what their definitions say, on their own and after a product",
    arguments: [
      .relu, .leakyReLU(slope: 0.1), .elu(scale: 0.7), .silu, .sigmoid, .tanh, .clamp(lower: -0.3, upper: 1.5),
    ] as [Activation])
  func activations(_ activation: Activation) throws {
    var program = Program(input: [5, 7])
    let scaled = try program.append(
      .scaleShift(scale: Tensor([5], repeating: 30), shift: Tensor([5])), to: program.input)
    let activated = try program.append(.activation(activation), to: scaled)
    program.output(activated)
    let flat = try program.append(.reshape([35]), to: program.input)
    let product = try program.append(.linear(weight: noise([19, 35], seed: 8), bias: nil), to: flat)
    program.output(try program.append(.activation(activation), to: product))
    try expectDefinition(program, batch: 2)
  }

  private func expectDefinition(_ program: Program, batch: Int) throws {
    let input = noise(program.shape(of: program.input).batched(batch), seed: 7)
    let expected = Reference(program: program)(input)
    for kernels in allKernels {
      for (result, expected) in zip(try kernels.run(program, input), expected) {
        let size = expected.elements.reduce(1) { max($0, abs($1)) }
        #expect(largestDifference(result, expected) < 3e-6 * size, "\(kernels.name)")
      }
    }
  }
}
