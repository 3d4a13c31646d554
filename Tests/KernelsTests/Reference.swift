import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@testable import Kernels

/// Programs computed by their definitions, operation by operation, in double precision: slow and plain.
struct Reference {
  let program: Program

  /// The outputs for a batch of items.
  func callAsFunction(_ input: Tensor) -> [Tensor] {
    let batch = input.shape[0]
    let items = (0..<batch).map { item in
      let count = input.count / batch
      return values(for: input.elements[item * count..<(item + 1) * count].map(Double.init))
    }
    return program.outputs.enumerated().map { index, output in
      Tensor(program.shape(of: output).batched(batch), items.flatMap { $0[index].map { Float($0) } })
    }
  }

  private func values(for item: [Double]) -> [[Double]] {
    var values = [item]
    for value in program.computed {
      guard let node = program.node(of: value) else { continue }
      values.append(apply(node.operation, to: values[node.source.index], program.shape(of: node.source), node.shape))
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
    case .scaleShift(let scale, let shift):
      x.indices.map { x[$0] * Double(scale[$0 / from.item.count]) + Double(shift[$0 / from.item.count]) }
    case .activation(let activation): x.map { value(activation, $0) }
    case .reshape: x
    case .channels(let range): Array(x[range.lowerBound * from.item.count..<range.upperBound * from.item.count])
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
    forEachTap(weight) { o, i, ky, kx, w in
      for oy in 0..<to[1] {
        for ox in 0..<to[2] {
          let (iy, ix) = (oy * window.stride - window.padding + ky, ox * window.stride - window.padding + kx)
          guard iy >= 0, iy < from[1], ix >= 0, ix < from[2] else { continue }
          y[(o * to[1] + oy) * to[2] + ox] += w * x[(i * from[1] + iy) * from[2] + ix]
        }
      }
    }
    return y
  }

  private func transposed(
    _ x: [Double], _ from: Shape, _ to: Shape, _ weight: Tensor, _ bias: Tensor?, _ window: Window
  ) -> [Double] {
    var y = (0..<to.count).map { Double(bias?[$0 / to.item.count] ?? 0) }
    forEachTap(weight) { i, o, ky, kx, w in
      for iy in 0..<from[1] {
        for ix in 0..<from[2] {
          let (oy, ox) = (iy * window.stride - window.padding + ky, ix * window.stride - window.padding + kx)
          guard oy >= 0, oy < to[1], ox >= 0, ox < to[2] else { continue }
          y[(o * to[1] + oy) * to[2] + ox] += w * x[(i * from[1] + iy) * from[2] + ix]
        }
      }
    }
    return y
  }

  private func forEachTap(_ weight: Tensor, _ body: (Int, Int, Int, Int, Double) -> Void) {
    let shape = weight.shape
    for (index, w) in weight.elements.enumerated() {
      let (a, b) = (index / shape.item.count, index / (shape[2] * shape[3]) % shape[1])
      body(a, b, index / shape[3] % shape[2], index % shape[3], Double(w))
    }
  }
}
