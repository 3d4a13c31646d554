public import Tensors

/// How sharp a picture is: the mean of the squared differences of neighbouring samples, to the right and below.
///
/// Half of it is lost where a picture is blurred by about a pixel; noise raises it.
public enum GradientEnergy {
  /// Of a picture `[channels, height, width]`; 0 where it has no neighbours.
  public static func of(_ picture: Tensor) -> Double {
    let (height, width) = (picture.shape[1], picture.shape[2])
    let count = picture.shape[0] * (height * max(0, width - 1) + max(0, height - 1) * width)
    guard count > 0 else { return 0 }
    let sum = picture.withUnsafeElements { samples in
      (0..<picture.shape[0] * height).reduce(0.0) { sum, row in
        sum + energy(samples, at: row * width, width, hasNext: row % height < height - 1)
      }
    }
    return sum / Double(count)
  }

  /// Of one row, and from it to the one below.
  private static func energy(
    _ samples: UnsafeBufferPointer<Float>, at start: Int, _ width: Int, hasNext: Bool
  ) -> Double {
    var sum = 0.0
    for x in start..<start + width {
      if x + 1 < start + width { sum += square(samples[x + 1] - samples[x]) }
      if hasNext { sum += square(samples[x + width] - samples[x]) }
    }
    return sum
  }

  private static func square(_ step: Float) -> Double { Double(step) * Double(step) }
}
