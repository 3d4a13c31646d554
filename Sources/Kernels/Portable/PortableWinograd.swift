/// Winograd's bases in Swift's vectors.
extension WinogradBasis {
  /// Brings the pixels of a tile into the basis, channel c, so many at once as a vector holds.
  @inline(__always)
  func transformInput(_ pixels: Tile, _ c: Int, into target: UnsafeMutablePointer<Float>, spacing: Int) {
    switch self {
    case .pairs:
      let r0 = differences(pixels, 0, c)
      let r1 = differences(pixels, 3, c)
      let r2 = differences(pixels, 6, c)
      for x in 0..<3 {
        store(r0[x] - r1[x], target + x * spacing + c)
        store(r1[x], target + (3 + x) * spacing + c)
        store(r1[x] - r2[x], target + (6 + x) * spacing + c)
      }
    case .quads:
      let rows = InlineArray<5, Quint> { y in
        toProducts(Quint { load(pixels[5 * y + $0] + c) })
      }
      for x in 0..<5 {
        let column = toProducts(Quint { rows[$0][x] })
        for y in 0..<5 { store(column[y], target + (5 * y + x) * spacing + c) }
      }
    }
  }

  /// The pixels of a tile from its products, without bias.
  @inline(__always)
  func transformOutput(
    _ products: UnsafePointer<Float>, spacing: Int, _ put: (_ y: Int, _ x: Int, Lanes) -> Void
  ) {
    switch self {
    case .pairs:
      let s0 = sums(products, spacing)
      let s1 = sums(products + 3 * spacing, spacing)
      let s2 = sums(products + 6 * spacing, spacing)
      for x in 0..<2 {
        put(0, x, s0[x] + s1[x])
        put(1, x, s1[x] - s2[x])
      }
    case .quads:
      let rows = InlineArray<5, Quad> { y in
        toPixels(Quint { load(products + (5 * y + $0) * spacing) })
      }
      for x in 0..<4 {
        let column = toPixels(Quint { rows[$0][x] })
        for y in 0..<4 { put(y, x, column[y]) }
      }
    }
  }
}

private typealias Quint = InlineArray<5, Lanes>
private typealias Quad = InlineArray<4, Lanes>

/// The three numbers of a row of a tile in the basis of `pairs`.
@inline(__always)
private func differences(_ pixels: Tile, _ first: Int, _ c: Int) -> InlineArray<3, Lanes> {
  let middle = load(pixels[first + 1] + c)
  return [load(pixels[first] + c) - middle, middle, middle - load(pixels[first + 2] + c)]
}

/// The two outputs of a row of products.
@inline(__always)
private func sums(_ pointer: UnsafePointer<Float>, _ spacing: Int) -> InlineArray<2, Lanes> {
  let middle = load(pointer + spacing)
  return [load(pointer) + middle, middle - load(pointer + 2 * spacing)]
}

/// Bᵀ of `quads`.
@inline(__always)
private func toProducts(_ d: Quint) -> Quint {
  [
    d[0] - 1.5 * (d[1] + d[2]) + d[3],
    d[1] - 2.5 * d[2] + d[3],
    d[3] - d[2] - 2 * d[1],
    d[3] + 0.5 * (d[2] - d[1]),
    d[1] - 1.5 * (d[2] + d[3]) + d[4],
  ]
}

/// Aᵀ of `quads`.
@inline(__always)
private func toPixels(_ m: Quint) -> Quad {
  [
    m[0] + m[1] + m[2] + m[3],
    0.5 * m[2] - m[1] + 2 * m[3],
    0.25 * m[2] + m[1] + 4 * m[3],
    0.125 * m[2] - m[1] + 8 * m[3] + m[4],
  ]
}
