/// The loops around the products, in Swift's vectors: what kernels do that have nothing faster.
extension Arithmetic {
  func transformInput(_ pixels: Tile, channels: Int, into target: UnsafeMutablePointer<Float>, spacing: Int) {
    for c in stride(from: 0, to: channels, by: Lanes.scalarCount) {
      let r0 = differences(pixels[0], pixels[1], pixels[2], c)
      let r1 = differences(pixels[3], pixels[4], pixels[5], c)
      let r2 = differences(pixels[6], pixels[7], pixels[8], c)
      store(row: (r0.0 - r1.0, r0.1 - r1.1, r0.2 - r1.2), target + c, spacing)
      store(row: r1, target + 3 * spacing + c, spacing)
      store(row: (r1.0 - r2.0, r1.1 - r2.1, r1.2 - r2.2), target + 6 * spacing + c, spacing)
    }
  }

  func transformOutput(
    _ products: UnsafePointer<Float>, spacing: Int, bias: UnsafePointer<Float>, slope: Float, channels: Int,
    into corner: UnsafeMutablePointer<Float>, right: Int, below: Int
  ) {
    for c in stride(from: 0, to: channels, by: Lanes.scalarCount) {
      let s0 = sums(products + c, spacing)
      let s1 = sums(products + 3 * spacing + c, spacing)
      let s2 = sums(products + 6 * spacing + c, spacing)
      let b = load(bias + c)
      store(rectified(s0.0 + s1.0 + b, slope), corner + c)
      store(rectified(s0.1 + s1.1 + b, slope), corner + right + c)
      store(rectified(s1.0 - s2.0 + b, slope), corner + below + c)
      store(rectified(s1.1 - s2.1 + b, slope), corner + below + right + c)
    }
  }

  func apply(_ activation: Activation, to x: UnsafeMutablePointer<Float>, count: Int) {
    activation.apply(to: x, count: count)
  }
}

/// The three numbers of a row of a tile in the basis of the products.
@inline(__always)
private func differences(
  _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ c: UnsafePointer<Float>, _ offset: Int
) -> (Lanes, Lanes, Lanes) {
  let middle = load(b + offset)
  return (load(a + offset) - middle, middle, middle - load(c + offset))
}

@inline(__always)
private func store(row: (Lanes, Lanes, Lanes), _ pointer: UnsafeMutablePointer<Float>, _ spacing: Int) {
  store(row.0, pointer)
  store(row.1, pointer + spacing)
  store(row.2, pointer + 2 * spacing)
}

/// The two outputs of a row of products.
@inline(__always)
private func sums(_ pointer: UnsafePointer<Float>, _ spacing: Int) -> (Lanes, Lanes) {
  let middle = load(pointer + spacing)
  return (load(pointer) + middle, middle - load(pointer + 2 * spacing))
}

@inline(__always)
private func rectified(_ x: Lanes, _ slope: Float) -> Lanes { x.replacing(with: x * slope, where: x .< 0) }
