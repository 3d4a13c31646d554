import Zoetrope

/// The architecture of the 64 × 64 reference model, encoder and decoder in one, with noise for weights.
func referenceNetwork() throws -> Program {
  var noise = Noise()
  var program = Program(input: [3, 64, 64])
  let window = Window(stride: 2, padding: 1)
  var x = program.input
  for (channels, next) in zip([3, 32, 64, 128], [32, 64, 128, 256]) {
    x = try program.append(
      .convolution(weight: noise([next, channels, 4, 4], inputs: channels * 16), bias: noise([next]), window), to: x)
    x = try program.append(.activation(.leakyReLU(slope: 0.2)), to: x)
  }
  x = try program.append(.reshape([4096]), to: x)
  let mean = try program.append(.linear(weight: noise([128, 4096], inputs: 4096), bias: noise([128])), to: x)
  let logVariance = try program.append(.linear(weight: noise([128, 4096], inputs: 4096), bias: noise([128])), to: x)
  program.output(mean)
  program.output(try program.append(.activation(.clamp(lower: -12, upper: 4)), to: logVariance))

  x = try program.append(.linear(weight: noise([4096, 128], inputs: 128), bias: noise([4096])), to: mean)
  x = try program.append(.reshape([256, 4, 4]), to: x)
  x = try program.append(.activation(.relu), to: x)
  for (channels, next) in zip([256, 128, 64, 32], [128, 64, 32, 6]) {
    x = try program.append(
      .transposedConvolution(
        weight: noise([channels, next, 4, 4], inputs: channels * 4), bias: noise([next]), window), to: x)
    if next != 6 { x = try program.append(.activation(.relu), to: x) }
  }
  program.output(try program.append(.activation(.sigmoid), to: program.append(.channels(0..<3), to: x)))
  program.output(
    try program.append(.activation(.clamp(lower: -7, upper: 0)), to: program.append(.channels(3..<6), to: x)))
  return program
}

/// One matrix product, that runs as fast as any can: all of it stays in the cache.
func plainProduct() throws -> Program {
  var noise = Noise()
  var program = Program(input: [256])
  program.output(
    try program.append(.linear(weight: noise([256, 256], inputs: 256), bias: nil), to: program.input))
  return program
}

/// Uniform noise of such a size that activations keep theirs from layer to layer.
struct Noise {
  private var state: UInt64 = 1

  mutating func callAsFunction(_ shape: Shape, inputs: Int = 100) -> Tensor {
    let bound = (6 / Float(inputs)).squareRoot()
    return Tensor(shape) { elements in
      for i in elements.indices {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        elements[i] = Float(Int32(truncatingIfNeeded: state >> 32)) / Float(Int32.max) * bound
      }
    }
  }
}
