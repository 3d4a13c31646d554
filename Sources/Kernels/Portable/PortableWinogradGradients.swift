/// The transposes of Winograd's transforms in Swift's vectors.
extension WinogradBasis {
  /// A s Aᵀ of the pixels from a corner on.
  @inline(__always)
  func transformOutputGradient(
    _ corner: UnsafePointer<Float>, right: Int, below: Int, into target: UnsafeMutablePointer<Float>, spacing: Int
  ) {
    for y in 0..<outputs {
      let row = spread { load(corner + y * below + $0 * right) }
      for x in 0..<inputs { store(row[x], target + (y * inputs + x) * spacing) }
    }
    for x in 0..<inputs {
      let column = spread { load(target + ($0 * inputs + x) * spacing) }
      for y in 0..<inputs { store(column[y], target + (y * inputs + x) * spacing) }
    }
  }

  /// B p Bᵀ of the products, pixel by pixel.
  @inline(__always)
  func transformInputGradient(_ products: UnsafePointer<Float>, spacing: Int, _ put: (Int, Lanes) -> Void) {
    let rows = InlineArray<5, InlineArray<5, Lanes>> { y in
      gathered { y < inputs ? load(products + (y * inputs + $0) * spacing) : Lanes() }
    }
    for x in 0..<inputs {
      let column = gathered { rows[$0][x] }
      for y in 0..<inputs { put(y * inputs + x, column[y]) }
    }
  }

  /// A of a row of pixels; of pairs only three numbers count.
  @inline(__always)
  private func spread(_ s: (Int) -> Lanes) -> InlineArray<5, Lanes> {
    let (s0, s1) = (s(0), s(1))
    guard self == .quads else { return [s0, s0 + s1, -s1, Lanes(), Lanes()] }
    let (s2, s3) = (s(2), s(3))
    return [
      s0, s0 - s1 + s2 - s3, s0 + 0.5 * s1 + 0.25 * s2 + 0.125 * s3, s0 + 2 * s1 + 4 * s2 + 8 * s3, s3,
    ]
  }

  /// B of a row of products; of pairs only three numbers count.
  @inline(__always)
  private func gathered(_ p: (Int) -> Lanes) -> InlineArray<5, Lanes> {
    let (p0, p1, p2) = (p(0), p(1), p(2))
    guard self == .quads else { return [p0, p1 - p0 + p2, -p2, Lanes(), Lanes()] }
    let (p3, p4) = (p(3), p(4))
    return [
      p0, p1 + p4 - 1.5 * p0 - 2 * p2 - 0.5 * p3, 0.5 * p3 - 1.5 * (p0 + p4) - 2.5 * p1 - p2,
      p0 + p1 + p2 + p3 - 1.5 * p4, p4,
    ]
  }
}
