import Tensors
import Testing

@testable import Kernels

/// A convolution, transposed or not, on a picture of some size.
struct ShapeCase: CustomTestStringConvertible {
  var transposed = false
  var channels: (Int, Int)
  var size: (Int, Int)
  var kernel: (Int, Int)
  var window = Window()
  var batch = 4
  var activation: Activation?

  var testDescription: String {
    "\(transposed ? "transposed " : "")\(channels.0)→\(channels.1) of \(size.0)×\(size.1), kernel \(kernel.0)×\(kernel.1), "
      + "stride \(window.stride), padding \(window.padding)+\(window.outputPadding), batch \(batch)"
  }

  func program() throws -> Program {
    var program = Program(input: [channels.0, size.0, size.1])
    let (rows, columns) = transposed ? (channels.0, channels.1) : (channels.1, channels.0)
    let weight = noise([rows, columns, kernel.0, kernel.1], seed: 1)
    let bias = noise([channels.1], seed: 2)
    let operation: Operation =
      transposed
      ? .transposedConvolution(weight: weight, bias: bias, window) : .convolution(weight: weight, bias: bias, window)
    // A first operation of its own keeps the convolution from reading the caller's planes directly.
    var value = try program.append(.activation(.clamp(lower: -0.9, upper: 0.9)), to: program.input)
    value = try program.append(operation, to: value)
    if let activation { value = try program.append(.activation(activation), to: value) }
    program.output(value)
    return program
  }

  /// The same convolution straight on the caller's input.
  func directProgram() throws -> Program {
    var program = Program(input: [channels.0, size.0, size.1])
    let weight = noise([channels.1, channels.0, kernel.0, kernel.1], seed: 1)
    program.output(try program.append(.convolution(weight: weight, bias: nil, window), to: program.input))
    return program
  }

  static let halving = Window(stride: 2, padding: 1)

  /// Convolutions of every kind the rule tells apart: Winograd, one pixel, general; odd sizes, strides beyond the
  /// kernel, padding beyond the picture, blocks of several items and of several rows.
  static let convolutions = [
    ShapeCase(channels: (8, 8), size: (4, 4), kernel: (4, 4), window: halving),
    ShapeCase(channels: (16, 24), size: (8, 12), kernel: (4, 4), window: halving, activation: .leakyReLU(slope: 0.2)),
    ShapeCase(channels: (16, 24), size: (32, 32), kernel: (4, 4), window: halving, batch: 2, activation: .relu),
    ShapeCase(channels: (32, 40), size: (8, 8), kernel: (4, 4), window: halving, batch: 1, activation: .silu),
    ShapeCase(channels: (8, 8), size: (6, 6), kernel: (4, 4), window: halving),
    ShapeCase(channels: (8, 16), size: (8, 48), kernel: (4, 4), window: halving, batch: 3, activation: .relu),
    ShapeCase(channels: (3, 16), size: (64, 64), kernel: (4, 4), window: halving, batch: 2, activation: .relu),
    ShapeCase(channels: (7, 5), size: (9, 11), kernel: (3, 3), window: Window(stride: 1, padding: 1)),
    ShapeCase(channels: (8, 8), size: (40, 40), kernel: (3, 3), window: Window(stride: 1, padding: 1), batch: 2),
    ShapeCase(
      channels: (8, 16), size: (16, 16), kernel: (3, 3), window: Window(padding: 1), batch: 3, activation: .relu),
    ShapeCase(channels: (16, 8), size: (19, 23), kernel: (3, 3), window: Window(padding: 1), activation: .silu),
    ShapeCase(channels: (24, 3), size: (18, 16), kernel: (3, 3), window: Window(padding: 1), batch: 1),
    ShapeCase(channels: (8, 8), size: (20, 19), kernel: (3, 3), window: Window(), batch: 2),
    // More tiles than are transformed at once.
    ShapeCase(channels: (8, 16), size: (8, 1300), kernel: (3, 3), window: Window(padding: 1), batch: 1),
    ShapeCase(channels: (12, 20), size: (13, 7), kernel: (1, 1), window: Window(), activation: .tanh),
    ShapeCase(channels: (4, 6), size: (13, 8), kernel: (5, 2), window: Window(stride: 3, padding: 2)),
    ShapeCase(channels: (2, 3), size: (5, 5), kernel: (2, 2), window: Window(stride: 4), batch: 3),
    ShapeCase(channels: (1, 1), size: (1, 1), kernel: (3, 3), window: Window(stride: 1, padding: 3), batch: 1),
    ShapeCase(channels: (1, 9), size: (17, 4), kernel: (4, 4), window: Window(stride: 1, padding: 2), batch: 5),
    ShapeCase(channels: (12, 6), size: (67, 61), kernel: (3, 3), window: Window(stride: 2, padding: 1), batch: 2),
    ShapeCase(channels: (90, 10), size: (3, 3), kernel: (3, 3), window: Window(), batch: 7),
  ]

  static let transposedConvolutions = [
    ShapeCase(transposed: true, channels: (8, 8), size: (2, 2), kernel: (4, 4), window: halving),
    ShapeCase(transposed: true, channels: (16, 24), size: (4, 6), kernel: (4, 4), window: halving, activation: .relu),
    ShapeCase(transposed: true, channels: (16, 8), size: (4, 12), kernel: (4, 4), window: halving, batch: 3),
    ShapeCase(transposed: true, channels: (24, 16), size: (16, 16), kernel: (4, 4), window: halving, batch: 2),
    ShapeCase(transposed: true, channels: (12, 6), size: (32, 32), kernel: (4, 4), window: halving, batch: 2),
    ShapeCase(transposed: true, channels: (5, 3), size: (7, 9), kernel: (4, 4), window: halving, activation: .relu),
    ShapeCase(transposed: true, channels: (3, 1), size: (1, 1), kernel: (4, 4), window: halving, batch: 3),
    ShapeCase(transposed: true, channels: (4, 7), size: (65, 70), kernel: (4, 4), window: halving, batch: 1),
    ShapeCase(transposed: true, channels: (8, 8), size: (3, 5), kernel: (4, 4), window: halving),
    ShapeCase(transposed: true, channels: (8, 16), size: (1, 1), kernel: (4, 4), window: Window()),
    ShapeCase(
      transposed: true, channels: (6, 10), size: (5, 4), kernel: (3, 3),
      window: Window(stride: 2, padding: 1, outputPadding: 1), activation: .elu(scale: 1)),
    ShapeCase(transposed: true, channels: (4, 6), size: (6, 5), kernel: (5, 2), window: Window(stride: 3, padding: 1)),
    ShapeCase(transposed: true, channels: (2, 2), size: (4, 4), kernel: (2, 2), window: Window(stride: 3), batch: 5),
    ShapeCase(
      transposed: true, channels: (5, 9), size: (50, 51), kernel: (3, 3), window: Window(stride: 1, padding: 1)),
  ]
}
