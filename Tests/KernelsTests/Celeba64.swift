import Tensors

@testable import Kernels

/// The reference model of `models/README.md`, built from its weights.
struct Celeba64 {
  let weights: [String: Tensor]

  init() throws {
    weights = try readSafetensors("celeba64/weights.safetensors")
  }

  static func golden() throws -> [String: Tensor] {
    try readSafetensors("celeba64/golden.safetensors")
  }

  private func weight(_ name: String) -> Tensor { weights[name] ?? Tensor([0]) }

  /// Batch norm, in its inference form unless it learns.
  private func norm(_ name: String, learns: Bool) -> Operation {
    if learns {
      return .batchNorm(
        BatchNormalization(
          weight: weight(name + ".weight"), bias: weight(name + ".bias"), mean: weight(name + ".running_mean"),
          variance: weight(name + ".running_var"), epsilon: 1e-5))
    }
    let (gamma, beta) = (weight(name + ".weight"), weight(name + ".bias"))
    let (mean, variance) = (weight(name + ".running_mean"), weight(name + ".running_var"))
    let scale = gamma.combined(with: variance) { Float(Double($0) / (Double($1) + 1e-5).squareRoot()) }
    return .scaleShift(scale: scale, shift: beta.combined(with: mean.combined(with: scale, *), -))
  }

  /// x → mean and log-variance of the posterior; with batch norms of their own statistics where it learns.
  func encoder(learns: Bool = false) throws -> Program {
    var program = Program(input: [3, 64, 64])
    let (mean, logVariance) = try encode(&program, learns: learns)
    program.output(mean)
    program.output(logVariance)
    return program
  }

  /// z → mean and log-variance of the likelihood.
  func decoder(learns: Bool = false) throws -> Program {
    var program = Program(input: [128])
    try decode(program.input, &program, learns: learns)
    return program
  }

  /// x → mean and log-variance of the posterior, and of the likelihood given its mean.
  func whole() throws -> Program {
    var program = Program(input: [3, 64, 64])
    let (mean, logVariance) = try encode(&program)
    program.output(mean)
    program.output(logVariance)
    try decode(mean, &program)
    return program
  }

  private func encode(_ program: inout Program, learns: Bool = false) throws -> (Program.Value, Program.Value) {
    var x = program.input
    for i in [0, 3, 6, 9] {
      x = try program.append(
        .convolution(weight: weight("encoder.\(i).weight"), bias: nil, Window(stride: 2, padding: 1)), to: x,
        named: "encoder.\(i)")
      x = try program.append(norm("encoder.\(i + 1)", learns: learns), to: x, named: "encoder.\(i + 1)")
      x = try program.append(.activation(.leakyReLU(slope: 0.2)), to: x)
    }
    x = try program.append(.reshape([4096]), to: x)
    let mean = try program.append(
      .linear(weight: weight("mu_layer.weight"), bias: weight("mu_layer.bias")), to: x, named: "mu_layer")
    let logVariance = try program.append(
      .linear(weight: weight("logvar_layer.weight"), bias: weight("logvar_layer.bias")), to: x, named: "logvar_layer")
    return (mean, try program.append(.activation(.clamp(lower: -12, upper: 4)), to: logVariance))
  }

  private func decode(_ z: Program.Value, _ program: inout Program, learns: Bool = false) throws {
    var x = try program.append(
      .linear(weight: weight("decoder.0.weight"), bias: weight("decoder.0.bias")), to: z, named: "decoder.0")
    x = try program.append(.reshape([256, 4, 4]), to: x)
    x = try program.append(.activation(.relu), to: x)
    for i in [3, 6, 9] {
      x = try program.append(
        .transposedConvolution(weight: weight("decoder.\(i).weight"), bias: nil, Window(stride: 2, padding: 1)), to: x,
        named: "decoder.\(i)")
      x = try program.append(norm("decoder.\(i + 1)", learns: learns), to: x, named: "decoder.\(i + 1)")
      x = try program.append(.activation(.relu), to: x)
    }
    x = try program.append(
      .transposedConvolution(
        weight: weight("decoder.12.weight"), bias: weight("decoder.12.bias"), Window(stride: 2, padding: 1)), to: x,
      named: "decoder.12")
    let mean = try program.append(.channels(0..<3), to: x)
    program.output(try program.append(.activation(.sigmoid), to: mean))
    let logVariance = try program.append(.channels(3..<6), to: x)
    program.output(try program.append(.activation(.clamp(lower: -7, upper: 0)), to: logVariance))
  }
}
