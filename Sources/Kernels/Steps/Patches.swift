/// The pixels under the kernel of a convolution, for each pixel of its output.
struct Patches: Sendable {
  let input: ChannelsLast
  let output: ChannelsLast
  private let kernelHeight: Int
  private let kernelWidth: Int
  private let stride: Int
  private let padding: Int
  private let isPlanar: Bool

  init(_ convolution: Convolution) {
    input = convolution.input
    output = convolution.output
    kernelHeight = convolution.kernelHeight
    kernelWidth = convolution.kernelWidth
    stride = convolution.window.stride
    padding = convolution.window.padding
    isPlanar = convolution.inputIsPlanar
  }

  /// The floats of one patch.
  var rowCount: Int { kernelHeight * kernelWidth * input.channels }

  /// Whether the patches are the pixels themselves.
  var isIdentity: Bool { kernelHeight == 1 && kernelWidth == 1 && stride == 1 && padding == 0 && !isPlanar }

  /// The rows of the input that the patches of some rows of the output reach.
  func inputRows(_ rows: Range<Int>) -> Range<Int> {
    let lower = min(max(0, rows.lowerBound * stride - padding), input.height)
    let upper = (rows.upperBound - 1) * stride - padding + kernelHeight
    return lower..<max(lower, min(upper, input.height))
  }

  /// Writes the patches of some rows of the output, one after the other, with zeros outside the input.
  func gather(_ item: UnsafePointer<Float>, rows: Range<Int>, into target: UnsafeMutablePointer<Float>) {
    if isPlanar { gatherPlanes(item, rows: rows, into: target) } else { gatherPixels(item, rows: rows, into: target) }
  }

  private func gatherPixels(_ item: UnsafePointer<Float>, rows: Range<Int>, into target: UnsafeMutablePointer<Float>) {
    let lineCount = kernelWidth * input.channels
    var line = target
    for y in rows {
      for x in 0..<output.width {
        let left = x * stride - padding
        // The part of the kernel's line that lies within the input.
        let start = min(max(0, -left), kernelWidth) * input.channels
        let end = max(min(kernelWidth, input.width - left) * input.channels, start)
        for ky in 0..<kernelHeight {
          let inputRow = y * stride - padding + ky
          if inputRow >= 0 && inputRow < input.height {
            fillZero(line, start)
            copyFloats(item + (inputRow * input.width + left) * input.channels + start, line + start, end - start)
            fillZero(line + end, lineCount - end)
          } else {
            fillZero(line, lineCount)
          }
          line += lineCount
        }
      }
    }
  }

  /// The same from planes, patches being [in, kernel height, kernel width] then.
  private func gatherPlanes(_ item: UnsafePointer<Float>, rows: Range<Int>, into target: UnsafeMutablePointer<Float>) {
    for (index, y) in rows.enumerated() {
      for line in 0..<input.channels * kernelHeight {
        let (channel, ky) = (line / kernelHeight, line % kernelHeight)
        let inputRow = y * stride - padding + ky
        let first = target + index * output.width * rowCount + line * kernelWidth
        if inputRow >= 0 && inputRow < input.height {
          gatherLine(item + (channel * input.height + inputRow) * input.width, into: first)
        } else {
          for x in 0..<output.width { fillZero(first + x * rowCount, kernelWidth) }
        }
      }
    }
  }

  /// The part of every patch of a row of the output that comes from one row of one plane.
  private func gatherLine(_ row: UnsafePointer<Float>, into first: UnsafeMutablePointer<Float>) {
    // The columns of the output over which the kernel lies within the row, where it is four wide.
    let inner = kernelWidth == 4 ? min((padding + stride - 1) / stride, output.width) : output.width
    let innerEnd = max(inner, min(output.width, (input.width - 4 + padding) / stride + 1))
    for x in [0..<inner, innerEnd..<output.width].joined() {
      let patch = first + x * rowCount
      for kx in 0..<kernelWidth {
        let column = x * stride - padding + kx
        patch[kx] = column >= 0 && column < input.width ? row[column] : 0
      }
    }
    var patch = first + inner * rowCount
    var source = row + (inner * stride - padding)
    for _ in inner..<innerEnd {
      store(load(source, as: SIMD4<Float>.self), patch)
      patch += rowCount
      source += stride
    }
  }
}

/// Copies a few floats: below some hundred, a call of `memmove` takes longer than the copy.
@inline(__always)
func copyFloats(_ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ count: Int) {
  var i = 0
  while i + 4 <= count {
    store(load(source + i, as: SIMD4<Float>.self), target + i)
    i += 4
  }
  while i < count {
    target[i] = source[i]
    i += 1
  }
}

/// Writes a few zeros.
@inline(__always)
private func fillZero(_ target: UnsafeMutablePointer<Float>, _ count: Int) {
  for i in 0..<max(0, count) { target[i] = 0 }
}
