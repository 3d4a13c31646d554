/// A value as it is, so that it can be added to.
struct Copying: Step {
  let count: Int

  var scratch: Int { 0 }

  func run(_ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>) {
    target.update(from: source, count: count)
  }
}

/// A value added to another.
struct Adding: Step {
  let count: Int

  var scratch: Int { 0 }

  func run(_ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>) {
    addFloats(source, target, count)
  }
}

/// A value into a range of the channels of every pixel of another.
struct Placing: Step {
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
      copyFloats(source + pixel * range.count, target + pixel * channels + range.lowerBound, range.count)
    }
  }
}
