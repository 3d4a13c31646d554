/// Draws faces: the same values give the same bytes on every machine, at any size.
///
/// Each pixel is looked at once; where it differs from a neighbour there is an edge, and four samples take its place.
public struct FaceRenderer: Sendable {
  /// Width and height of a picture, in pixels.
  public let size: Int

  /// - Precondition: there is at least one pixel.
  public init(size: Int) {
    precondition(size > 0, "a face of \(size) pixels")
    self.size = size
  }

  /// Red, green and blue of each pixel, row by row from the top.
  public func bytes(_ values: FaceValues) -> [UInt8] {
    let face = Face(values)
    let step = 2 / Double(size)
    let once = (0..<size * size).map { pixel in
      let (row, column) = pixel.quotientAndRemainder(dividingBy: size)
      return face.colour((Double(column) + 0.5) * step - 1, 1 - (Double(row) + 0.5) * step, sample: step)
    }
    return [UInt8](unsafeUninitializedCapacity: size * size * 3) { target, written in
      for pixel in once.indices {
        let colour = isEdge(pixel, once) ? fine(pixel, face, step) : once[pixel]
        target[3 * pixel] = Self.byte(colour.red)
        target[3 * pixel + 1] = Self.byte(colour.green)
        target[3 * pixel + 2] = Self.byte(colour.blue)
      }
      written = size * size * 3
    }
  }

  /// Whether a pixel differs from one of its neighbours enough to be seen.
  private func isEdge(_ pixel: Int, _ colours: [Paint]) -> Bool {
    let (row, column) = pixel.quotientAndRemainder(dividingBy: size)
    let own = colours[pixel]
    func differs(_ other: Int) -> Bool { own.difference(colours[other]) > 0.25 * (0.15 + own.green) }
    return column > 0 && differs(pixel - 1) || column + 1 < size && differs(pixel + 1)
      || row > 0 && differs(pixel - size) || row + 1 < size && differs(pixel + size)
  }

  /// The mean of four samples of a pixel.
  private func fine(_ pixel: Int, _ face: Face, _ step: Double) -> Paint {
    let (row, column) = pixel.quotientAndRemainder(dividingBy: size)
    var sum = Paint(0, 0, 0)
    for sub in 0..<4 {
      let x = (Double(column) + (sub % 2 == 0 ? 0.25 : 0.75)) * step - 1
      let y = 1 - (Double(row) + (sub < 2 ? 0.25 : 0.75)) * step
      sum = sum + face.colour(x, y, sample: step / 2)
    }
    return sum * 0.25
  }

  /// A screen's byte of a linear value: bright light fades into white instead of being cut.
  private static func byte(_ value: Double) -> UInt8 {
    let soft = value <= 0.6 ? max(value, 0) : 0.6 + 0.4 * (1 - 1 / (1 + (value - 0.6) / 0.4))
    return UInt8((soft.squareRoot() * 255).rounded())
  }
}
