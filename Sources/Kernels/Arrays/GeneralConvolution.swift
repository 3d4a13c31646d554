import Tensors

/// What a convolution and its transpose have in common: which pixel of the large picture meets which of the small one.
struct GeneralTaps: Sendable {
  let kernel: GeneralWindow.Pair
  let window: GeneralWindow
  /// The larger picture: the input of a convolution, the output of a transposed one.
  let large: GeneralWindow.Pair
  let small: GeneralWindow.Pair

  var count: Int { kernel.height * kernel.width }

  /// The row of the large picture for a row of the small one and of the kernel, which may lie outside.
  @inline(__always)
  func row(_ y: Int, _ tap: Int) -> Int {
    y * window.stride.height + tap * window.dilation.height - window.before.height
  }

  /// The column, likewise.
  @inline(__always)
  func column(_ x: Int, _ tap: Int) -> Int {
    x * window.stride.width + tap * window.dilation.width - window.before.width
  }

  /// So many rows of the small picture that the patches of all channels of a group have a million numbers at most.
  func rowsAtOnce(channels: Int) -> Int {
    max(1, min(small.height, (1 << 20) / max(1, channels * count * small.width)))
  }
}

/// A convolution as matrix products of its patches, group by group and a few rows at a time.
struct GeneralConvolution: ArrayKernel {
  private let weight: [Float]
  private let bias: [Float]
  private let taps: GeneralTaps
  private let groups: Int
  /// The channels of a group.
  private let inputs: Int
  private let outputs: Int
  private let rows: Int
  private let arithmetic: any Arithmetic

  init(
    _ weight: Tensor, _ bias: Tensor?, _ window: GeneralWindow, from: Shape, to: Shape, _ arithmetic: any Arithmetic
  ) {
    self.weight = weight.elements
    self.arithmetic = arithmetic
    self.bias = bias?.elements ?? []
    groups = window.groups
    (inputs, outputs) = (weight.shape[1], weight.shape[0] / window.groups)
    taps = GeneralTaps(
      kernel: .init(weight.shape[2], weight.shape[3]), window: window, large: .init(from[1], from[2]),
      small: .init(to[1], to[2]))
    rows = taps.rowsAtOnce(channels: inputs)
  }

  var scratch: Int { inputs * taps.count * rows * taps.small.width + 16 }

  func run(
    _ sources: [UnsafePointer<Float>], _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) throws {
    let (plane, pixels) = (taps.large.height * taps.large.width, taps.small.height * taps.small.width)
    for group in 0..<groups {
      let source = sources[0] + group * inputs * plane
      for first in stride(from: 0, to: taps.small.height, by: rows) {
        let some = first..<min(first + rows, taps.small.height)
        let count = some.count * taps.small.width
        gather(source, some, scratch)
        try weight.withUnsafeBufferPointer { weight in
          guard let weight = weight.baseAddress else { return }
          let inner = inputs * taps.count
          try arithmetic.multiply(
            Matrix(weight + group * outputs * inner, rows: outputs, columns: inner),
            Matrix(scratch, rows: inner, columns: count),
            into: ProductTarget(target + group * outputs * pixels + first * taps.small.width, spacing: pixels))
        }
      }
    }
    addBias(bias, to: target, pixels)
  }

  private func gather(_ source: UnsafePointer<Float>, _ some: Range<Int>, _ patches: UnsafeMutablePointer<Float>) {
    var next = patches
    for channel in 0..<inputs {
      let plane = source + channel * taps.large.height * taps.large.width
      for ky in 0..<taps.kernel.height {
        for kx in 0..<taps.kernel.width {
          for y in some {
            let row = taps.row(y, ky)
            let isInside = row >= 0 && row < taps.large.height
            for x in 0..<taps.small.width {
              let column = taps.column(x, kx)
              next[x] =
                isInside && column >= 0 && column < taps.large.width ? plane[row * taps.large.width + column] : 0
            }
            next += taps.small.width
          }
        }
      }
    }
  }
}

/// A transposed convolution as matrix products whose columns are added to the pixels they belong to.
struct GeneralTransposedConvolution: ArrayKernel {
  private let weight: [Float]
  private let bias: [Float]
  private let taps: GeneralTaps
  private let groups: Int
  private let inputs: Int
  private let outputs: Int
  private let rows: Int
  private let arithmetic: any Arithmetic

  init(
    _ weight: Tensor, _ bias: Tensor?, _ window: GeneralWindow, from: Shape, to: Shape, _ arithmetic: any Arithmetic
  ) {
    self.weight = weight.elements
    self.arithmetic = arithmetic
    self.bias = bias?.elements ?? []
    groups = window.groups
    (inputs, outputs) = (weight.shape[0] / window.groups, weight.shape[1])
    taps = GeneralTaps(
      kernel: .init(weight.shape[2], weight.shape[3]), window: window, large: .init(to[1], to[2]),
      small: .init(from[1], from[2]))
    rows = taps.rowsAtOnce(channels: outputs)
  }

  var scratch: Int { outputs * taps.count * rows * taps.small.width + 16 }

  func run(
    _ sources: [UnsafePointer<Float>], _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) throws {
    let (plane, pixels) = (taps.large.height * taps.large.width, taps.small.height * taps.small.width)
    target.update(repeating: 0, count: groups * outputs * plane)
    for group in 0..<groups {
      for first in stride(from: 0, to: taps.small.height, by: rows) {
        let some = first..<min(first + rows, taps.small.height)
        let source = sources[0] + group * inputs * pixels + first * taps.small.width
        let count = some.count * taps.small.width
        try weight.withUnsafeBufferPointer { weight in
          guard let weight = weight.baseAddress else { return }
          let columns = outputs * taps.count
          try arithmetic.multiply(
            Matrix(weight + group * inputs * columns, rows: inputs, columns: columns).transposed,
            Matrix(source, rows: inputs, columns: count, spacing: pixels),
            into: ProductTarget(scratch, spacing: count))
        }
        scatter(scratch, some, target + group * outputs * plane)
      }
    }
    addBias(bias, to: target, plane)
  }

  private func scatter(_ patches: UnsafePointer<Float>, _ some: Range<Int>, _ target: UnsafeMutablePointer<Float>) {
    var next = patches
    for channel in 0..<outputs {
      let plane = target + channel * taps.large.height * taps.large.width
      for ky in 0..<taps.kernel.height {
        for kx in 0..<taps.kernel.width {
          for y in some {
            let row = taps.row(y, ky)
            if row >= 0, row < taps.large.height {
              for x in 0..<taps.small.width {
                let column = taps.column(x, kx)
                if column >= 0, column < taps.large.width { plane[row * taps.large.width + column] += next[x] }
              }
            }
            next += taps.small.width
          }
        }
      }
    }
  }
}

/// Adds each channel's bias to its plane.
private func addBias(_ bias: [Float], to target: UnsafeMutablePointer<Float>, _ pixels: Int) {
  for (channel, value) in bias.enumerated() {
    for i in channel * pixels..<(channel + 1) * pixels { target[i] += value }
  }
}
