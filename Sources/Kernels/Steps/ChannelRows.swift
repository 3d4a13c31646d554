// Loops over rows of one float a channel, which norms are made of.

/// y = x · scale + shift of each channel.
func scaleRows(
  _ x: UnsafePointer<Float>, _ scale: UnsafePointer<Float>, _ shift: UnsafePointer<Float>,
  into y: UnsafeMutablePointer<Float>, rows: Range<Int>, channels: Int
) {
  for row in rows {
    let (x, y) = (x + row * channels, y + row * channels)
    for c in 0..<channels { y[c] = x[c] * scale[c] + shift[c] }
  }
}

/// a·dy + b·x + c of each channel, where `factors` are all a, all b and all c; written, or added to what another use has
/// written.
func combineRows(
  _ dy: UnsafePointer<Float>, _ x: UnsafePointer<Float>, _ factors: UnsafePointer<Float>, into target: GradientTarget,
  rows: Range<Int>, channels: Int
) {
  let (a, b, c) = (factors, factors + channels, factors + 2 * channels)
  for row in rows {
    let (x, dy, dx) = (x + row * channels, dy + row * channels, target.start + row * channels)
    if target.isAdded {
      for i in 0..<channels { dx[i] += dy[i] * a[i] + x[i] * b[i] + c[i] }
    } else {
      for i in 0..<channels { dx[i] = dy[i] * a[i] + x[i] * b[i] + c[i] }
    }
  }
}

/// Adds (x − mean)².
@inline(__always)
func addSquares(
  _ x: UnsafePointer<Float>, _ mean: UnsafePointer<Float>, _ sum: UnsafeMutablePointer<Float>, _ count: Int
) {
  for i in 0..<count {
    let difference = x[i] - mean[i]
    sum[i] += difference * difference
  }
}

/// Adds dy to one sum and dy · (x − mean) to another.
@inline(__always)
func addProducts(
  _ x: UnsafePointer<Float>, _ dy: UnsafePointer<Float>, _ mean: UnsafePointer<Float>,
  _ sum: UnsafeMutablePointer<Float>, _ products: UnsafeMutablePointer<Float>, _ count: Int
) {
  for i in 0..<count {
    sum[i] += dy[i]
    products[i] += dy[i] * (x[i] - mean[i])
  }
}
