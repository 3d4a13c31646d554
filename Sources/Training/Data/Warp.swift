#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A turn, an enlargement and a slant of a picture about its middle.
struct Warp: Hashable, Sendable {
  /// Where a place of the result comes from, both counted from the middle: (a·x + b·y, c·x + d·y).
  private let a: Float
  private let b: Float
  private let c: Float
  private let d: Float

  /// - Parameters:
  ///   - turn: in degrees.
  ///   - zoom: 1 for the same size, more for larger.
  ///   - slant: by how much of its distance from the middle a row is moved.
  init(turn: Double, zoom: Double, slant: Double) {
    let angle = turn * .pi / 180
    let (cosine, sine) = (Float(cos(angle) / zoom), Float(sin(angle) / zoom))
    let slant = Float(slant)
    (a, b, c, d) = (cosine, slant * cosine - sine, sine, slant * sine + cosine)
  }

  /// The value at a place of the result, between the four nearest of the picture; what lies outside mirrors the edge.
  func value(x: Int, y: Int, width: Int, height: Int, _ source: (_ x: Int, _ y: Int) -> Float) -> Float {
    let (middleX, middleY) = (Float(width - 1) / 2, Float(height - 1) / 2)
    let (fromX, fromY) = (Float(x) - middleX, Float(y) - middleY)
    let (placeX, placeY) = (a * fromX + b * fromY + middleX, c * fromX + d * fromY + middleY)
    let (left, top) = (placeX.rounded(.down), placeY.rounded(.down))
    let (right, below) = (placeX - left, placeY - top)
    func at(_ dx: Int, _ dy: Int) -> Float {
      source(mirroredPlace(Int(left) + dx, count: width), mirroredPlace(Int(top) + dy, count: height))
    }
    let upper = at(0, 0) * (1 - right) + at(1, 0) * right
    let lower = at(0, 1) * (1 - right) + at(1, 1) * right
    return upper * (1 - below) + lower * below
  }
}
