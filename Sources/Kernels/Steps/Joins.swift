/// A value as it is, so that it can be added to.
struct Copying: PixelStep {
  let pixels: Pixels
  let batch: Int

  func run(pixels count: Int, _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>) {
    target.update(from: source, count: count * pixels.targetChannels)
  }
}

/// A value added to another.
struct Adding: PixelStep {
  let pixels: Pixels
  let batch: Int

  func run(pixels count: Int, _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>) {
    addFloats(source, target, count * pixels.targetChannels)
  }
}

/// A value into a range of the channels of every pixel of another.
struct Placing: PixelStep {
  let pixels: Pixels
  let batch: Int
  private let range: Range<Int>

  init(_ range: Range<Int>, of target: ChannelsLast, batch: Int) {
    self.range = range
    self.batch = batch
    pixels = Pixels(target, from: range.count)
  }

  func run(pixels count: Int, _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>) {
    for pixel in 0..<count {
      copyFloats(source + pixel * range.count, target + pixel * pixels.targetChannels + range.lowerBound, range.count)
    }
  }
}
