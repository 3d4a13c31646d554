/// The pixels under the kernel of a convolution, for each pixel of its output.
struct Patches: Sendable {
  let input: ChannelsLast
  let output: ChannelsLast
  private let kernelHeight: Int
  private let kernelWidth: Int
  private let stride: Int
  private let padding: Int

  init(_ convolution: Convolution) {
    input = convolution.input
    output = convolution.output
    kernelHeight = convolution.kernelHeight
    kernelWidth = convolution.kernelWidth
    stride = convolution.window.stride
    padding = convolution.window.padding
  }

  /// The floats of one patch.
  var rowCount: Int { kernelHeight * kernelWidth * input.channels }

  /// Whether the patches are the pixels themselves.
  var isIdentity: Bool { kernelHeight == 1 && kernelWidth == 1 && stride == 1 && padding == 0 }

  /// Writes the patches of some rows of the output, one after the other, with zeros outside the input.
  func gather(_ item: UnsafePointer<Float>, rows: Range<Int>, into target: UnsafeMutablePointer<Float>) {
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
