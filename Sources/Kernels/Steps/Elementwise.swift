/// An activation on its own.
struct Elementwise: PixelStep {
  let pixels: Pixels
  let batch: Int
  private let activation: Activation
  private let arithmetic: any Arithmetic

  init(_ activation: Activation, layout: ChannelsLast, batch: Int, _ arithmetic: any Arithmetic) {
    self.arithmetic = arithmetic
    self.activation = activation
    self.batch = batch
    pixels = Pixels(layout)
  }

  func run(pixels count: Int, _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>) {
    let count = count * pixels.targetChannels
    if source != UnsafePointer(target) { target.update(from: source, count: count) }
    arithmetic.apply(activation, to: target, count: count)
  }
}

/// A scale and a shift for each channel, on their own.
struct Scaling: PixelStep {
  let scale: [Float]
  let shift: [Float]
  let pixels: Pixels
  let batch: Int

  func run(pixels: Int, _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>) {
    scale.withUnsafeBufferPointer { scale in
      shift.withUnsafeBufferPointer { shift in
        guard let a = scale.baseAddress, let b = shift.baseAddress else { return }
        scaleRows(source, a, b, into: target, rows: 0..<pixels, channels: scale.count)
      }
    }
  }
}

/// A range of the channels of every pixel.
struct Slicing: PixelStep {
  let pixels: Pixels
  let batch: Int
  private let range: Range<Int>

  init(_ range: Range<Int>, of source: ChannelsLast, batch: Int) {
    self.range = range
    self.batch = batch
    pixels = Pixels(source, to: range.count)
  }

  func run(pixels count: Int, _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>) {
    for pixel in 0..<count {
      copyFloats(source + pixel * pixels.sourceChannels + range.lowerBound, target + pixel * range.count, range.count)
    }
  }
}
