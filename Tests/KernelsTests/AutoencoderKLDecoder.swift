import Tensors

@testable import Kernels

/// The decoder of an AutoencoderKL, as diffusers builds it: residual blocks with group norms, attention in the middle,
/// a doubling after each level but the last.
struct AutoencoderKLDecoder {
  /// The channels of its levels, from the picture's side.
  var channels: [Int]
  var groups: Int
  var blocks = 3
  /// What its parameters are.
  let parameters: (Shape) -> Tensor
  private(set) var program: Program

  /// - Parameter latent: the shape of a latent.
  init(latent: Shape, channels: [Int], groups: Int, blocks: Int = 3, _ parameters: @escaping (Shape) -> Tensor) throws {
    (self.channels, self.groups, self.blocks, self.parameters) = (channels, groups, blocks, parameters)
    program = Program(input: latent)
    let deepest = channels[channels.count - 1]
    var x = try convolved(program.input, latent[0], deepest)
    x = try block(x, deepest, deepest)
    let queries = try convolved(try normed(x, deepest, isActivated: false), deepest, 3 * deepest, 1)
    let seen = try program.append(.attention(heads: 1), to: queries)
    x = try program.append(.add, to: [x, convolved(seen, deepest, deepest, 1)])
    x = try block(x, deepest, deepest)
    var width = deepest
    for (level, next) in channels.reversed().enumerated() {
      for _ in 0..<blocks {
        x = try block(x, width, next)
        width = next
      }
      guard level < channels.count - 1 else { continue }
      x = try convolved(try program.append(.upsample(rows: 2, columns: 2), to: x), width, width)
    }
    program.output(try convolved(try normed(x, width), width, 3))
  }

  private mutating func convolved(
    _ value: Program.Value, _ from: Int, _ to: Int, _ side: Int = 3
  ) throws -> Program.Value {
    try program.append(
      .convolution(
        weight: parameters([to, from, side, side]), bias: parameters([to]), Window(padding: side / 2)), to: value)
  }

  private mutating func normed(
    _ value: Program.Value, _ channels: Int, isActivated: Bool = true
  ) throws -> Program.Value {
    let norm = GroupNormalization(
      weight: parameters([channels]), bias: parameters([channels]), groups: groups, epsilon: 1e-6)
    let normed = try program.append(.groupNorm(norm), to: value)
    return isActivated ? try program.append(.activation(.silu), to: normed) : normed
  }

  private mutating func block(_ value: Program.Value, _ from: Int, _ to: Int) throws -> Program.Value {
    let first = try convolved(try normed(value, from), from, to)
    let second = try convolved(try normed(first, to), to, to)
    let shortcut = from == to ? value : try convolved(value, from, to, 1)
    return try program.append(.add, to: [shortcut, second])
  }
}
