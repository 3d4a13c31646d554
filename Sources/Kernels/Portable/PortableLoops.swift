/// The loops around the products, in Swift's vectors: what kernels do that have nothing faster.
extension Arithmetic {
  func transformInput(
    _ pixels: Tile, _ basis: WinogradBasis, channels: Int, into target: UnsafeMutablePointer<Float>, spacing: Int
  ) {
    for c in stride(from: 0, to: channels, by: Lanes.scalarCount) {
      basis.transformInput(pixels, c, into: target, spacing: spacing)
    }
  }

  func transformOutput(
    _ products: UnsafePointer<Float>, _ basis: WinogradBasis, spacing: Int, bias: UnsafePointer<Float>, slope: Float,
    channels: Int, into corner: UnsafeMutablePointer<Float>, right: Int, below: Int
  ) {
    for c in stride(from: 0, to: channels, by: Lanes.scalarCount) {
      let b = load(bias + c)
      basis.transformOutput(products + c, spacing: spacing) { y, x, sum in
        store(rectified(sum + b, slope), corner + y * below + x * right + c)
      }
    }
  }

  func transformOutputGradient(
    _ corner: UnsafePointer<Float>, _ basis: WinogradBasis, right: Int, below: Int, channels: Int,
    into target: UnsafeMutablePointer<Float>, spacing: Int
  ) {
    for c in stride(from: 0, to: channels, by: Lanes.scalarCount) {
      basis.transformOutputGradient(corner + c, right: right, below: below, into: target + c, spacing: spacing)
    }
  }

  func addInputGradient(
    _ products: UnsafePointer<Float>, _ basis: WinogradBasis, spacing: Int, channels: Int, to pixels: GradientTile
  ) {
    for c in stride(from: 0, to: channels, by: Lanes.scalarCount) {
      basis.transformInputGradient(products + c, spacing: spacing) { pixel, sum in
        store(load(pixels[pixel] + c) + sum, pixels[pixel] + c)
      }
    }
  }

  func apply(_ activation: Activation, to x: UnsafeMutablePointer<Float>, count: Int) {
    activation.apply(to: x, count: count)
  }
}

@inline(__always)
private func rectified(_ x: Lanes, _ slope: Float) -> Lanes { x.replacing(with: x * slope, where: x .< 0) }
