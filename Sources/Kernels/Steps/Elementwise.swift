/// An activation on its own.
struct Elementwise: Step {
  private let activation: Activation
  private let count: Int
  private let arithmetic: any Arithmetic

  init(_ activation: Activation, count: Int, _ arithmetic: any Arithmetic) {
    self.arithmetic = arithmetic
    self.activation = activation
    self.count = count
  }

  var scratch: Int { 0 }

  func run(_ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>) {
    target.update(from: source, count: count)
    arithmetic.apply(activation, to: target, count: count)
  }
}

/// A scale and a shift for each channel, on their own.
struct Scaling: Step {
  let scale: [Float]
  let shift: [Float]
  let pixels: Int

  var scratch: Int { 0 }

  func run(_ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>) {
    for pixel in 0..<pixels {
      let start = pixel * scale.count
      for c in scale.indices { target[start + c] = source[start + c] * scale[c] + shift[c] }
    }
  }
}

/// A range of the channels of every pixel.
struct Slicing: Step {
  private let range: Range<Int>
  private let channels: Int
  private let pixels: Int

  init(_ range: Range<Int>, of channels: Int, pixels: Int) {
    self.range = range
    self.channels = channels
    self.pixels = pixels
  }

  var scratch: Int { 0 }

  func run(_ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>) {
    for pixel in 0..<pixels {
      copyFloats(source + pixel * channels + range.lowerBound, target + pixel * range.count, range.count)
    }
  }
}
