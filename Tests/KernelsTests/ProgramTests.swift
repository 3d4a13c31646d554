import Tensors
import Testing

@testable import Kernels

/// What a program accepts, and what it says of what it does not.
@Suite struct ProgramTests {
  struct Misfit: CustomTestStringConvertible {
    let input: Shape
    let operation: Operation
    let error: ProgramError
    var testDescription: String { "\(operation.name) of \(input)" }
  }

  static let misfits = [
    Misfit(
      input: [4, 8, 8], operation: .convolution(weight: Tensor([6, 3, 3, 3]), bias: nil, Window()),
      error: .input(operation: "convolution", expected: "[3, height, width]", found: [4, 8, 8])),
    Misfit(
      input: [3, 8, 8], operation: .convolution(weight: Tensor([6, 3, 3, 3]), bias: Tensor([5]), Window()),
      error: .parameter(operation: "convolution", name: "bias", expected: "[6]", found: [5])),
    Misfit(
      input: [3, 8, 8], operation: .convolution(weight: Tensor([6, 3]), bias: nil, Window()),
      error: .parameter(
        operation: "convolution", name: "weight", expected: "[out, in, height, width]", found: [6, 3])),
    Misfit(
      input: [3, 2, 8], operation: .convolution(weight: Tensor([6, 3, 3, 3]), bias: nil, Window(stride: 2)),
      error: .emptyOutput(operation: "convolution", input: [3, 2, 8], kernel: [3, 3])),
    Misfit(
      input: [3, 8, 8], operation: .convolution(weight: Tensor([6, 3, 3, 3]), bias: nil, Window(stride: 0)),
      error: .window(operation: "convolution", Window(stride: 0))),
    Misfit(
      input: [3, 8, 8], operation: .transposedConvolution(weight: Tensor([6, 3, 4, 4]), bias: nil, Window()),
      error: .input(operation: "transposed convolution", expected: "[6, height, width]", found: [3, 8, 8])),
    Misfit(
      input: [3, 1, 1],
      operation: .transposedConvolution(weight: Tensor([3, 2, 2, 2]), bias: nil, Window(padding: 1)),
      error: .emptyOutput(operation: "transposed convolution", input: [3, 1, 1], kernel: [2, 2])),
    Misfit(
      input: [7], operation: .linear(weight: Tensor([3, 6]), bias: nil),
      error: .input(operation: "linear", expected: "[6]", found: [7])),
    Misfit(
      input: [7, 2], operation: .scaleShift(scale: Tensor([7]), shift: Tensor([2])),
      error: .parameter(operation: "scale and shift", name: "shift", expected: "[7]", found: [2])),
    Misfit(
      input: [7, 2], operation: .reshape([15]),
      error: .input(operation: "reshape", expected: "15 elements, to become [15]", found: [7, 2])),
    Misfit(
      input: [7, 2], operation: .channels(3..<8),
      error: .input(operation: "channels", expected: "a first axis of at least 8", found: [7, 2])),
  ]

  @Test("An operation that does not fit is refused with what it expected and what it found", arguments: misfits)
  func refused(_ misfit: Misfit) {
    var program = Program(input: misfit.input)
    let input = program.input
    #expect(throws: misfit.error) { try program.append(misfit.operation, to: input) }
    #expect(!misfit.error.description.isEmpty)
  }

  @Test("Shapes follow PyTorch's rules")
  func shapes() throws {
    var program = Program(input: [3, 65, 64])
    let x = try program.append(
      .convolution(weight: Tensor([8, 3, 4, 4]), bias: nil, Window(stride: 2, padding: 1)), to: program.input)
    #expect(program.shape(of: x) == [8, 32, 32])
    let y = try program.append(
      .transposedConvolution(
        weight: Tensor([8, 5, 3, 3]), bias: nil, Window(stride: 2, padding: 1, outputPadding: 1)), to: x)
    #expect(program.shape(of: y) == [5, 64, 64])
  }

  @Test("Multiplications are counted by the definition")
  func multiplyAdds() throws {
    var program = Program(input: [3, 64, 64])
    var x = try program.append(
      .convolution(weight: Tensor([8, 3, 4, 4]), bias: nil, Window(stride: 2, padding: 1)), to: program.input)
    #expect(program.multiplyAdds(of: x) == 32 * 32 * 8 * 3 * 16)
    x = try program.append(
      .transposedConvolution(weight: Tensor([8, 2, 4, 4]), bias: nil, Window(stride: 2, padding: 1)), to: x)
    #expect(program.multiplyAdds(of: x) == 32 * 32 * 8 * 2 * 16)
    #expect(program.multiplyAdds == 32 * 32 * 8 * 5 * 16)
  }
}
