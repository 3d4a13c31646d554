/// A change that comes to lie askew on the photograph.
struct TurnedChange {
  private typealias Pixel = SIMD4<Float>

  private let channels: Int
  private let size: PixelSize
  /// The change's pixels, with the mask in the fourth place, and with the last ones repeated beyond every edge, so that
  /// a curve always finds its four.
  private let pixels: [Pixel]
  private let stride: Int
  /// From a pixel of the photograph to a place in the change.
  private let map: Similarity
  private let across: Fading
  private let down: Fading

  private static let margin = 2

  /// - Parameters:
  ///   - change: floats.
  ///   - mask: how much of the photograph the change replaces, of one channel; nil is nothing.
  ///   - alignment: from places in the change to those in the photograph.
  ///   - seam: the width of the fading, in pixels of the change.
  init(_ change: Image, mask: Image?, _ alignment: Similarity, seam: Double) {
    channels = change.channels
    // Where the photograph has fewer pixels, the change is first brought down to them.
    let factor = min(alignment.scale, 1)
    let size = PixelSize(
      width: Self.scaled(change.size.width, by: factor), height: Self.scaled(change.size.height, by: factor))
    func reduced(_ image: Image) -> [Float] {
      let samples = image.samples.floats
      guard size != image.size else { return samples }
      return Resampler(from: image.size, to: size, channels: image.channels, by: .triangle).resampled(samples)
    }
    self.size = size
    stride = size.width + 2 * Self.margin
    pixels = Self.bordered(reduced(change), mask.map(reduced), size, channels: channels)
    map = alignment.inverse.scaled(from: change.size, to: size)
    let seam = seam * Double(size.width) / Double(change.size.width)
    across = Fading(seam: seam, length: Double(size.width), atStart: true, atEnd: true)
    down = Fading(seam: seam, length: Double(size.height), atStart: true, atEnd: true)
  }

  private static func scaled(_ length: Int, by factor: Double) -> Int {
    max(1, Int((Double(length) * factor).rounded()))
  }

  private static func bordered(
    _ samples: [Float], _ mask: [Float]?, _ size: PixelSize, channels: Int
  ) -> [Pixel] {
    (-margin..<size.height + margin).flatMap { y in
      (-margin..<size.width + margin).map { x in
        let pixel = min(max(y, 0), size.height - 1) * size.width + min(max(x, 0), size.width - 1)
        var value = Pixel.zero
        for channel in 0..<channels { value[channel] = samples[pixel * channels + channel] }
        value[3] = mask?[pixel] ?? 0
        return value
      }
    }
  }

  /// Adds the change to the samples of a photograph of some width, inside a box.
  func add<T: SampleValue>(to out: UnsafeMutableBufferPointer<T>, width: Int, in box: CropBox) {
    pixels.withUnsafeBufferPointer { pixels in
      for y in box.top..<box.bottom {
        for x in box.left..<box.right {
          let place = map(Point(Double(x), Double(y)))
          let part = across(place.x) * down(place.y)
          guard part > 0, place.isInside(size) else { continue }
          let change = value(pixels, at: place) * part
          let start = (y * width + x) * channels
          for channel in 0..<channels {
            let sample = out[start + channel].asFloat
            out[start + channel] = T(nearest: sample + change[channel] * T.white - change[3] * sample)
          }
        }
      }
    }
  }

  /// The change at a place, first along its rows, then across them.
  @inline(__always)
  private func value(_ pixels: UnsafeBufferPointer<Pixel>, at place: Point) -> Pixel {
    let (column, row) = (ChangeCurve(at: place.x), ChangeCurve(at: place.y))
    let first = (row.cell - 1 + Self.margin) * stride + column.cell - 1 + Self.margin
    @inline(__always) func along(_ line: Int) -> Pixel {
      let start = first + line * stride
      return Self.between(
        pixels[start], pixels[start + 1], pixels[start + 2], pixels[start + 3], column.weights)
    }
    return Self.between(along(0), along(1), along(2), along(3), row.weights)
  }

  @inline(__always)
  private static func between(_ a: Pixel, _ b: Pixel, _ c: Pixel, _ d: Pixel, _ weights: SIMD4<Float>) -> Pixel {
    var value = a * weights[0]
    value += b * weights[1]
    value += c * weights[2]
    value += d * weights[3]
    let (low, high) = (b.replacing(with: c, where: c .< b), b.replacing(with: c, where: c .> b))
    value.replace(with: low, where: value .< low)
    value.replace(with: high, where: value .> high)
    return value
  }
}
