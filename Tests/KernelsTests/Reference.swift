import Tensors

@testable import Kernels

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Programs computed by their definitions, operation by operation, in double precision: slow and plain.
struct Reference {
  let program: Program

  /// The outputs for a batch of items.
  func callAsFunction(_ input: Tensor) -> [Tensor] { self([input]) }

  /// The outputs for a batch of items of each input.
  func callAsFunction(_ inputs: [Tensor]) -> [Tensor] {
    let batch = inputs[0].shape[0]
    let items = (0..<batch).map { item in
      values(
        for: inputs.map { input in
          let count = input.count / batch
          return input.elements[item * count..<(item + 1) * count].map(Double.init)
        })
    }
    return program.outputs.enumerated().map { index, output in
      Tensor(program.shape(of: output).batched(batch), items.flatMap { $0[index].map { Float($0) } })
    }
  }

  private func values(for inputs: [[Double]]) -> [[Double]] {
    var values = inputs
    for value in program.computed {
      guard let node = program.node(of: value) else { continue }
      let sources = node.sources.map { values[$0.index] }
      switch node.operation {
      case .add: values.append(sources[0].indices.map { i in sources.reduce(0) { $0 + $1[i] } })
      case .concatenate: values.append(sources.flatMap { $0 })
      default: values.append(apply(node.operation, to: sources[0], program.shape(of: node.source), node.shape))
      }
    }
    return program.outputs.map { values[$0.index] }
  }

  private func apply(_ operation: Operation, to x: [Double], _ from: Shape, _ to: Shape) -> [Double] {
    switch operation {
    case .convolution(let weight, let bias, let window): convolution(x, from, to, weight, bias, window)
    case .transposedConvolution(let weight, let bias, let window): transposed(x, from, to, weight, bias, window)
    case .linear(let weight, let bias):
      (0..<to.count).map { o in
        x.indices.reduce(Double(bias?[o] ?? 0)) { $0 + Double(weight[o * x.count + $1]) * x[$1] }
      }
    case .batchNorm(let norm): scaled(x, from, norm.scaleAndShift)
    case .scaleShift(let scale, let shift): scaled(x, from, (scale, shift))
    case .activation(let activation): x.map { value(activation, $0) }
    case .groupNorm(let norm): normalised(x, from, norm)
    case .upsample(let rows, let columns): upsampled(x, from, rows, columns)
    case .attention(let heads): attended(x, from, heads)
    case .reshape, .add, .concatenate: x
    case .channels(let range): Array(x[range.lowerBound * from.item.count..<range.upperBound * from.item.count])
    }
  }

  private func scaled(_ x: [Double], _ from: Shape, _ factors: (scale: Tensor, shift: Tensor)) -> [Double] {
    x.indices.map {
      x[$0] * Double(factors.scale[$0 / from.item.count]) + Double(factors.shift[$0 / from.item.count])
    }
  }

  private func normalised(_ x: [Double], _ shape: Shape, _ norm: GroupNormalization) -> [Double] {
    let count = x.count / norm.groups
    return (0..<norm.groups).flatMap { group in
      let part = x[group * count..<(group + 1) * count]
      let mean = part.reduce(0, +) / Double(count)
      let variance = part.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
      return part.indices.map { i in
        let channel = i / shape.item.count
        return (x[i] - mean) / (variance + norm.epsilon).squareRoot() * Double(norm.weight[channel])
          + Double(norm.bias[channel])
      }
    }
  }

  private func attended(_ x: [Double], _ from: Shape, _ heads: Int) -> [Double] {
    let (channels, pixels) = (from[0] / 3, from.item.count)
    let depth = channels / heads
    func value(_ part: Int, _ channel: Int, _ pixel: Int) -> Double { x[(part * channels + channel) * pixels + pixel] }
    var result = [Double](repeating: 0, count: channels * pixels)
    for head in 0..<heads {
      let own = head * depth..<(head + 1) * depth
      for pixel in 0..<pixels {
        let powers = (0..<pixels).map { other in
          exp(own.reduce(0) { $0 + value(0, $1, pixel) * value(1, $1, other) } / Double(depth).squareRoot())
        }
        let sum = powers.reduce(0, +)
        for channel in own {
          result[channel * pixels + pixel] = (0..<pixels).reduce(0) { $0 + powers[$1] / sum * value(2, channel, $1) }
        }
      }
    }
    return result
  }

  private func upsampled(_ x: [Double], _ shape: Shape, _ rows: Int, _ columns: Int) -> [Double] {
    let (height, width) = (shape[1], shape[2])
    return (0..<shape.count * rows * columns).map { i in
      let (column, row) = (i % (width * columns), i / (width * columns) % (height * rows))
      let channel = i / (width * columns * height * rows)
      return x[(channel * height + row / rows) * width + column / columns]
    }
  }

  private func value(_ activation: Activation, _ x: Double) -> Double {
    switch activation {
    case .relu: x < 0 ? 0 : x
    case .leakyReLU(let slope): x < 0 ? Double(slope) * x : x
    case .elu(let scale): x < 0 ? Double(scale) * (exp(x) - 1) : x
    case .silu: x / (1 + exp(-x))
    case .sigmoid: 1 / (1 + exp(-x))
    case .tanh: 1 - 2 / (1 + exp(2 * x))
    case .clamp(let lower, let upper): x < Double(lower) ? Double(lower) : x > Double(upper) ? Double(upper) : x
    }
  }

  private func convolution(
    _ x: [Double], _ from: Shape, _ to: Shape, _ weight: Tensor, _ bias: Tensor?, _ window: Window
  ) -> [Double] {
    var y = (0..<to.count).map { Double(bias?[$0 / to.item.count] ?? 0) }
    let (height, width, outHeight, outWidth) = (from[1], from[2], to[1], to[2])
    let (stride, padding) = (window.stride, window.padding)
    forEachTap(weight) { o, i, ky, kx, w in
      for oy in 0..<outHeight {
        let iy = oy * stride - padding + ky
        guard iy >= 0, iy < height else { continue }
        for ox in 0..<outWidth {
          let ix = ox * stride - padding + kx
          guard ix >= 0, ix < width else { continue }
          y[(o * outHeight + oy) * outWidth + ox] += w * x[(i * height + iy) * width + ix]
        }
      }
    }
    return y
  }

  private func transposed(
    _ x: [Double], _ from: Shape, _ to: Shape, _ weight: Tensor, _ bias: Tensor?, _ window: Window
  ) -> [Double] {
    var y = (0..<to.count).map { Double(bias?[$0 / to.item.count] ?? 0) }
    let (height, width, outHeight, outWidth) = (from[1], from[2], to[1], to[2])
    let (stride, padding) = (window.stride, window.padding)
    forEachTap(weight) { i, o, ky, kx, w in
      for iy in 0..<height {
        let oy = iy * stride - padding + ky
        guard oy >= 0, oy < outHeight else { continue }
        for ix in 0..<width {
          let ox = ix * stride - padding + kx
          guard ox >= 0, ox < outWidth else { continue }
          y[(o * outHeight + oy) * outWidth + ox] += w * x[(i * height + iy) * width + ix]
        }
      }
    }
    return y
  }

  private func forEachTap(_ weight: Tensor, _ body: (Int, Int, Int, Int, Double) -> Void) {
    let (second, rows, columns) = (weight.shape[1], weight.shape[2], weight.shape[3])
    for (index, w) in weight.elements.enumerated() {
      let plane = index / (rows * columns)
      body(plane / second, plane % second, index / columns % rows, index % columns, Double(w))
    }
  }
}
