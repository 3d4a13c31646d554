import Tensors
import Testing

@testable import Kernels

/// Fusion changes the operations, never the function.
@Suite struct FusionTests {
  private func names(_ program: Program) -> [String] { program.nodes.map(\.operation.name) }

  private func expectSameFunction(_ program: Program) throws {
    let input = noise(program.shape(of: program.input).batched(3), seed: 1)
    for (a, b) in zip(Reference(program: program)(input), Reference(program: program.fused())(input)) {
      #expect(a.shape == b.shape)
      #expect(largestDifference(a, b) < 1e-5)
    }
  }

  private func scaleShift(_ channels: Int, _ seed: UInt64) -> Operation {
    .scaleShift(scale: noise([channels], seed: seed), shift: noise([channels], seed: seed + 1))
  }

  @Test("Scales are folded into convolutions, transposed ones and linear layers, one after the other too")
  func folding() throws {
    var program = Program(input: [4, 6, 6])
    var x = try program.append(
      .convolution(weight: noise([5, 4, 3, 3], seed: 2), bias: noise([5], seed: 3), Window(padding: 1)),
      to: program.input)
    x = try program.append(scaleShift(5, 4), to: x)
    x = try program.append(scaleShift(5, 6), to: x)
    x = try program.append(
      .transposedConvolution(weight: noise([5, 3, 2, 2], seed: 8), bias: nil, Window(stride: 2)), to: x)
    x = try program.append(scaleShift(3, 9), to: x)
    x = try program.append(
      .linear(weight: noise([7, 432], seed: 11), bias: nil), to: program.append(.reshape([432]), to: x))
    x = try program.append(scaleShift(7, 12), to: x)
    program.output(x)
    #expect(names(program.fused()) == ["convolution", "transposed convolution", "reshape", "linear"])
    try expectSameFunction(program)
  }

  @Test("A product that is used elsewhere keeps its weights")
  func sharedProduct() throws {
    var program = Program(input: [4])
    let product = try program.append(.linear(weight: noise([5, 4], seed: 2), bias: nil), to: program.input)
    program.output(try program.append(scaleShift(5, 3), to: product))
    program.output(product)
    #expect(names(program.fused()) == ["linear", "scale and shift"])
    try expectSameFunction(program)
  }

  @Test("Heads on one value become one product")
  func heads() throws {
    var program = Program(input: [6])
    let hidden = try program.append(.activation(.relu), to: program.input)
    for size in [3, 4, 2] {
      let bias = size == 4 ? nil : noise([size], seed: 9)
      program.output(
        try program.append(.linear(weight: noise([size, 6], seed: UInt64(size)), bias: bias), to: hidden))
    }
    let fused = program.fused()
    #expect(fused.nodes.filter { $0.operation.name == "linear" }.map(\.shape) == [[9]])
    try expectSameFunction(program)
  }

  @Test("What no output needs is left out")
  func unused() throws {
    var program = Program(input: [6])
    let used = try program.append(.activation(.relu), to: program.input)
    _ = try program.append(.linear(weight: noise([3, 6], seed: 1), bias: nil), to: used)
    program.output(used)
    #expect(program.fused().nodes.count == 1)
    try expectSameFunction(program)
  }

  @Test("An activation moves before the reshape it follows, and only then")
  func activationsFirst() throws {
    var program = Program(input: [6])
    let reshaped = try program.append(.reshape([2, 3]), to: program.input)
    program.output(try program.append(.activation(.tanh), to: reshaped))
    #expect(names(program.fused()) == ["tanh", "reshape"])
    try expectSameFunction(program)
    program.output(reshaped)
    #expect(names(program.fused()) == ["reshape", "tanh"])
    try expectSameFunction(program)
  }
}
