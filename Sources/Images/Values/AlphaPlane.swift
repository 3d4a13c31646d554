/// Files interleave alpha with the colours; an `Image` keeps it apart.
enum AlphaPlane {
  /// Takes pixels of `channels` colours and one alpha sample apart.
  static func split<T: FixedWidthInteger>(_ pixels: [T], channels: Int) -> (colours: [T], alpha: [T]) {
    let count = pixels.count / (channels + 1)
    var alpha = [T](repeating: 0, count: count)
    let colours = [T](unsafeUninitializedCapacity: count * channels) { colours, done in
      for pixel in 0..<count {
        for channel in 0..<channels { colours[pixel * channels + channel] = pixels[pixel * (channels + 1) + channel] }
        alpha[pixel] = pixels[pixel * (channels + 1) + channels]
      }
      done = count * channels
    }
    return (colours, alpha)
  }

  /// Puts them together again; the inverse of `split`.
  static func join<T: FixedWidthInteger>(_ colours: [T], channels: Int, alpha: [T]) -> [T] {
    let count = alpha.count
    return [T](unsafeUninitializedCapacity: count * (channels + 1)) { pixels, done in
      for pixel in 0..<count {
        for channel in 0..<channels { pixels[pixel * (channels + 1) + channel] = colours[pixel * channels + channel] }
        pixels[pixel * (channels + 1) + channels] = alpha[pixel]
      }
      done = count * (channels + 1)
    }
  }
}
