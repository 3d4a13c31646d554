/// `ThreeTapBasis` in Swift's vectors.
extension Arithmetic {
  func transformThreeTapInput(
    _ pixels: Tile, channels: Int, into target: UnsafeMutablePointer<Float>, spacing: Int
  ) {
    for c in stride(from: 0, to: channels, by: Lanes.scalarCount) {
      let rows = InlineArray<6, Six> { y in toProducts(Six { load(pixels[6 * y + $0] + c) }) }
      for x in 0..<6 {
        let column = toProducts(Six { rows[$0][x] })
        for y in 0..<6 { store(column[y], target + (6 * y + x) * spacing + c) }
      }
    }
  }

  func transformThreeTapOutput(
    _ products: UnsafePointer<Float>, spacing: Int, bias: UnsafePointer<Float>, slope: Float, channels: Int,
    into corner: UnsafeMutablePointer<Float>, right: Int, below: Int
  ) {
    for c in stride(from: 0, to: channels, by: Lanes.scalarCount) {
      let b = load(bias + c)
      let rows = InlineArray<6, Four> { y in toPixels(Six { load(products + (6 * y + $0) * spacing + c) }) }
      for x in 0..<4 {
        let column = toPixels(Six { rows[$0][x] })
        for y in 0..<4 {
          let sum = column[y] + b
          store(sum.replacing(with: sum * slope, where: sum .< 0), corner + y * below + x * right + c)
        }
      }
    }
  }
}

private typealias Six = InlineArray<6, Lanes>
private typealias Four = InlineArray<4, Lanes>

/// Bᵀ.
@inline(__always)
private func toProducts(_ d: Six) -> Six {
  [
    d[0] + 1.5 * (d[1] - d[3]) - 2 * d[2] + d[4],
    d[4] - 0.5 * d[3] - 2.5 * d[2] - d[1],
    d[4] - 2.5 * d[3] + 0.5 * d[2] + d[1],
    d[4] - d[2] + 0.5 * (d[3] - d[1]),
    d[4] - d[2] - 2 * (d[3] - d[1]),
    d[1] + 1.5 * (d[2] - d[4]) - 2 * d[3] + d[5],
  ]
}

/// Aᵀ.
@inline(__always)
private func toPixels(_ m: Six) -> Four {
  let (sum, difference) = (m[1] + m[2], m[1] - m[2])
  return [
    m[0] + sum + m[3] + m[4],
    difference + 2 * m[3] - 0.5 * m[4],
    sum + 4 * m[3] + 0.25 * m[4],
    difference + 8 * m[3] - 0.125 * m[4] + m[5],
  ]
}
