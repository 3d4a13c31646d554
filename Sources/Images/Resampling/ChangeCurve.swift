/// Where one pixel of the photograph lies on an axis of the model's picture, and how much the model's four pixels around
/// it count: the cubic of Catmull and Rom, which goes through the pixels' own values.
struct ChangeCurve {
  /// The pixel at or before the place; the curve takes the one before it and the two after it too.
  let cell: Int
  /// The weights of the four, of sum 1.
  let weights: SIMD4<Float>

  @inline(__always)
  init(at place: Double) {
    let floor = place.rounded(.down)
    let t = Float(place - floor)
    cell = Int(floor)
    let (square, cube) = (t * t, t * t * t)
    let constant = SIMD4<Float>(0, 1, 0, 0)
    let linear = SIMD4<Float>(-0.5, 0, 0.5, 0)
    let quadratic = SIMD4<Float>(1, -2.5, 2, -0.5)
    let cubic = SIMD4<Float>(-0.5, 1.5, -1.5, 0.5)
    weights = constant + t * linear + square * quadratic + cube * cubic
  }

  /// The four pixels on an axis of so many, its last ones repeated beyond the ends.
  func taps(of count: Int) -> SIMD4<Int> {
    SIMD4(cell - 1, cell, cell + 1, cell + 2).clamped(lowerBound: .zero, upperBound: .init(repeating: count - 1))
  }
}

/// How a change fades out towards the two ends of an axis: from 0 at the end to 1 a seam's width inside, smoothly.
struct Fading {
  /// The model's pixels that the fading takes.
  let seam: Double
  /// The model's pixels of the axis.
  let length: Double
  let atStart: Bool
  let atEnd: Bool

  /// How much of the change is left at a place; whole numbers are the middles of pixels.
  func callAsFunction(_ place: Double) -> Float {
    (atStart ? ramp(place + 0.5) : 1) * (atEnd ? ramp(length - 0.5 - place) : 1)
  }

  private func ramp(_ distance: Double) -> Float {
    guard seam > 0 else { return distance >= 0 ? 1 : 0 }
    let part = Float(min(max(distance / seam, 0), 1))
    return part * part * (3 - 2 * part)
  }
}
