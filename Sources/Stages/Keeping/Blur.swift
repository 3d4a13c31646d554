#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A Gaussian of 5×5 pixels with σ 0.7; beyond its edges a picture goes on as it ends.
struct Blur {
  let width: Int
  let height: Int

  /// The weights of the pixel itself, its neighbour and the one after; both sides together sum to 1.
  private static let weights: (Float, Float, Float) = {
    let (near, far) = (exp(-1 / (2 * 0.49)), exp(-4 / (2 * 0.49)))
    let sum = 1 + 2 * near + 2 * far
    return (Float(1 / sum), Float(near / sum), Float(far / sum))
  }()

  /// Blurs one plane so often.
  func apply(to plane: UnsafeMutableBufferPointer<Float>, times: Int) {
    precondition(plane.count == width * height, "\(plane.count) elements for \(width)×\(height)")
    withUnsafeTemporaryAllocation(of: Float.self, capacity: (width + 4) * max(1, height) + 4 * width) { scratch in
      scratch.initialize(repeating: 0)
      for _ in 0..<times {
        vertical(plane, scratch)
        horizontal(plane, scratch)
      }
    }
  }

  /// Rows as weighted sums of rows, through a copy with two rows more at both ends.
  private func vertical(_ plane: UnsafeMutableBufferPointer<Float>, _ scratch: UnsafeMutableBufferPointer<Float>) {
    for row in -2..<(height + 2) {
      let from = min(max(row, 0), height - 1) * width
      let to = (row + 2) * width
      for x in 0..<width { scratch[to &+ x] = plane[from &+ x] }
    }
    let (own, near, far) = Self.weights
    for start in stride(from: 0, to: width * height, by: width) {
      for i in start..<(start + width) {
        let nearby = scratch[i &+ width] + scratch[i &+ 3 &* width]
        plane[i] = own * scratch[i &+ 2 &* width] + near * nearby + far * (scratch[i] + scratch[i &+ 4 &* width])
      }
    }
  }

  /// Each row through a copy with two pixels more at both ends.
  private func horizontal(_ plane: UnsafeMutableBufferPointer<Float>, _ scratch: UnsafeMutableBufferPointer<Float>) {
    let (own, near, far) = Self.weights
    for start in stride(from: 0, to: width * height, by: width) {
      for x in 0..<width { scratch[x &+ 2] = plane[start &+ x] }
      (scratch[0], scratch[1]) = (scratch[2], scratch[2])
      (scratch[width + 2], scratch[width + 3]) = (scratch[width + 1], scratch[width + 1])
      for x in 0..<width {
        let nearby = scratch[x &+ 1] + scratch[x &+ 3]
        plane[start &+ x] = own * scratch[x &+ 2] + near * nearby + far * (scratch[x] + scratch[x &+ 4])
      }
    }
  }
}
