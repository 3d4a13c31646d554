import Tensors
import Testing

@testable import Kernels

/// A program with operations on several values, or with several inputs.
struct JoinCase: CustomTestStringConvertible, Sendable {
  let name: String
  let program: Program
  var testDescription: String { name }

  private init(_ name: String, _ inputs: [Shape], _ build: (inout Program) throws -> Program.Value) throws {
    self.name = name
    var program = Program(inputs: inputs)
    program.output(try build(&program))
    self.program = program
  }

  /// Noise for each input.
  func inputs(batch: Int) -> [Tensor] {
    program.inputs.enumerated().map { noise(program.shape(of: $1).batched(batch), seed: UInt64($0) + 1) }
  }

  static let all: [JoinCase] = [
    try? residual(), try? twice(), try? skip(), try? vectors(), try? norm(), try? condition(), try? planes(),
    try? reshaped(), try? halving([8, 12, 8], to: 16), try? halving([16, 16, 16], to: 8),
    try? doubling([16, 6, 4], to: 8), try? doubling([8, 8, 12], to: 16), try? attention(), try? trailing([3, 6, 4]),
    try? trailing([8, 5, 8]),
  ].compactMap { $0 }

  static let count = 15

  /// Attention of two heads around which there is a way. A bias of the keys changes nothing, so that its gradient would be
  /// rounding alone.
  private static func attention() throws -> JoinCase {
    try JoinCase("attention", [[4, 3, 5]]) { program in
      let parts = try [2, 4, 6].map { seed in
        try program.append(
          .convolution(
            weight: noise([4, 4, 1, 1], seed: seed), bias: seed == 4 ? nil : noise([4], seed: seed + 1), Window()),
          to: program.input, named: "part\(seed)")
      }
      let all = try program.append(.concatenate, to: parts)
      return try program.append(.add, to: [program.append(.attention(heads: 2), to: all), program.input])
    }
  }

  /// A convolution that halves, with zeros at the right and the bottom alone.
  private static func trailing(_ shape: Shape) throws -> JoinCase {
    try JoinCase("zeros behind \(shape)", [shape]) { program in
      try program.append(
        .convolution(weight: noise([8, shape[0], 3, 3], seed: 2), bias: nil, Window(stride: 2, trailing: 1)),
        to: program.input, named: "a")
    }
  }

  private static func convolution(_ from: Int, _ to: Int, seed: UInt64) -> Operation {
    .convolution(
      weight: noise([to, from, 3, 3], seed: seed).map { $0 / 3 }, bias: noise([to], seed: seed + 1), Window(padding: 1))
  }

  static func norm(_ channels: Int, groups: Int) -> Operation {
    .groupNorm(
      GroupNormalization(
        weight: noise([channels], seed: 21), bias: noise([channels], seed: 22), groups: groups, epsilon: 1e-5))
  }

  /// A block whose sum is activated, with a shortcut that changes the channels.
  private static func residual() throws -> JoinCase {
    try JoinCase("residual block", [[3, 6, 5]]) { program in
      var body = try program.append(convolution(3, 8, seed: 2), to: program.input, named: "a")
      body = try program.append(.activation(.silu), to: body)
      body = try program.append(convolution(8, 6, seed: 4), to: body, named: "b")
      let shortcut = try program.append(
        .convolution(weight: noise([6, 3, 1, 1], seed: 6), bias: nil, Window()), to: program.input, named: "c")
      return try program.append(.activation(.tanh), to: program.append(.add, to: [body, shortcut]))
    }
  }

  /// A value in a sum twice, and elsewhere.
  private static func twice() throws -> JoinCase {
    try JoinCase("value used twice", [[4, 3, 3]]) { program in
      let value = try program.append(convolution(4, 4, seed: 2), to: program.input, named: "a")
      let sum = try program.append(.add, to: [value, value, program.input])
      let product = try program.append(convolution(4, 4, seed: 7), to: value, named: "b")
      return try program.append(.add, to: [product, sum, value])
    }
  }

  /// A way round a smaller picture, joined along the channels.
  private static func skip() throws -> JoinCase {
    try JoinCase("upsampled and concatenated", [[3, 4, 6]]) { program in
      let small = try program.append(
        .convolution(weight: noise([5, 3, 4, 4], seed: 2), bias: nil, Window(stride: 2, padding: 1)),
        to: program.input, named: "a")
      let large = try program.append(.upsample(rows: 2, columns: 2), to: small)
      let joined = try program.append(.concatenate, to: [large, program.input, large])
      return try program.append(convolution(13, 4, seed: 4), to: joined, named: "b")
    }
  }

  /// Sums of vectors that lie as the pictures they come from and go to.
  private static func vectors() throws -> JoinCase {
    try JoinCase("sum of vectors", [[2, 3, 2]]) { program in
      let flat = try program.append(.reshape([12]), to: program.input)
      let linear = try program.append(
        .linear(weight: noise([12, 12], seed: 2), bias: noise([12], seed: 3)), to: flat, named: "a")
      let sum = try program.append(.add, to: [flat, linear])
      return try program.append(
        convolution(3, 2, seed: 5), to: program.append(.reshape([3, 2, 2]), to: sum), named: "b")
    }
  }

  private static func norm() throws -> JoinCase {
    try JoinCase("group norm", [[6, 4, 5]]) { program in
      let product = try program.append(convolution(6, 6, seed: 2), to: program.input, named: "a")
      let normed = try program.append(norm(6, groups: 3), to: product, named: "n")
      let activated = try program.append(.activation(.silu), to: normed)
      return try program.append(convolution(6, 3, seed: 4), to: activated, named: "b")
    }
  }

  /// A vector beside another.
  private static func condition() throws -> JoinCase {
    try JoinCase("condition of a vector", [[5], [3]]) { program in
      let joined = try program.append(.concatenate, to: program.inputs)
      return try program.append(
        .linear(weight: noise([4, 8], seed: 2), bias: noise([4], seed: 3)), to: joined, named: "a")
    }
  }

  /// A vector as planes of a picture.
  private static func planes() throws -> JoinCase {
    try JoinCase("condition of a picture", [[2, 4, 6], [3]]) { program in
      let pixel = try program.append(.reshape([3, 1, 1]), to: program.inputs[1])
      let planes = try program.append(.upsample(rows: 4, columns: 6), to: pixel)
      let joined = try program.append(.concatenate, to: [program.input, planes])
      return try program.append(convolution(5, 3, seed: 4), to: joined, named: "a")
    }
  }

  /// The usual halving convolution, twice on one value.
  private static func halving(_ shape: Shape, to channels: Int) throws -> JoinCase {
    try JoinCase("halving of \(shape)", [shape]) { program in
      let halves = try (2...3).map { seed in
        try program.append(
          .convolution(
            weight: noise([channels, shape[0], 4, 4], seed: seed).map { $0 / 4 },
            bias: seed == 2 ? noise([channels], seed: 9) : nil, Window(stride: 2, padding: 1)),
          to: program.input, named: "\(seed)")
      }
      return try program.append(.add, to: halves)
    }
  }

  /// The usual doubling convolution, twice on one value.
  private static func doubling(_ shape: Shape, to channels: Int) throws -> JoinCase {
    try JoinCase("doubling of \(shape)", [shape]) { program in
      let doubles = try (2...3).map { seed in
        try program.append(
          .transposedConvolution(
            weight: noise([shape[0], channels, 4, 4], seed: seed).map { $0 / 4 },
            bias: seed == 2 ? noise([channels], seed: 9) : nil, Window(stride: 2, padding: 1)),
          to: program.input, named: "\(seed)")
      }
      return try program.append(.add, to: doubles)
    }
  }

  /// A value whose memory a reshape shares, so that nothing may be added to it.
  private static func reshaped() throws -> JoinCase {
    try JoinCase("reshape that is read twice", [[8]]) { program in
      let linear = try program.append(
        .linear(weight: noise([12, 8], seed: 2), bias: nil), to: program.input, named: "a")
      let flat = try program.append(.reshape([3, 2, 2]), to: linear)
      let back = try program.append(.reshape([12]), to: flat)
      let sum = try program.append(.add, to: [back, linear])
      return try program.append(.add, to: [program.append(.activation(.tanh), to: sum), linear])
    }
  }
}
