public import Tensors

extension Image {
  /// The colours as a tensor `[channels, height, width]`; alpha takes no part.
  /// - Parameters:
  ///   - channels: 1 or 3, the model's; nil keeps the picture's. See `converted(toChannels:)`.
  ///   - range: the numbers of black and white.
  public func tensor(channels: Int? = nil, range: ValueRange = .unit) -> Tensor {
    let channels = channels ?? self.channels
    return Tensor([channels, size.height, size.width]) { write(into: $0, channels: channels, range: range) }
  }

  /// Writes the same numbers as `tensor(channels:range:)` into one item of a batch.
  /// - Precondition: `out` has `channels × size.count` elements.
  public func write(into out: UnsafeMutableBufferPointer<Float>, channels: Int, range: ValueRange) {
    precondition(out.count == channels * size.count, "\(out.count) elements for \(size), \(channels) channels")
    switch converted(toChannels: channels).samples {
    case .bytes(let values):
      let numbers = (0...255).map { range.value(ofUnit: Float($0) / 255) }
      numbers.withUnsafeBufferPointer { numbers in spread(values, channels, into: out) { numbers[Int($0)] } }
    case .words(let values): spread(values, channels, into: out) { range.value(ofUnit: Float($0) / 65535) }
    case .floats(let values): spread(values, channels, into: out) { range.value(ofUnit: $0) }
    }
  }

  /// Pixel by pixel becomes plane by plane.
  @inline(__always)
  private func spread<T>(
    _ values: [T], _ channels: Int, into out: UnsafeMutableBufferPointer<Float>, _ value: (T) -> Float
  ) {
    values.withUnsafeBufferPointer { values in
      for channel in 0..<channels {
        let plane = channel * size.count
        for pixel in 0..<size.count { out[plane &+ pixel] = value(values[pixel &* channels &+ channel]) }
      }
    }
  }
}
