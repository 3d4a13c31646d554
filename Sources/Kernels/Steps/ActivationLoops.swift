extension Activation {
  /// Applies the function in place. Each loop is plain, so that the compiler vectorises it.
  func apply(to x: UnsafeMutablePointer<Float>, count: Int) {
    switch self {
    case .relu: for i in 0..<count { x[i] = x[i] < 0 ? 0 : x[i] }
    case .leakyReLU(let slope): for i in 0..<count { x[i] = x[i] < 0 ? x[i] * slope : x[i] }
    case .elu(let scale): for i in 0..<count { x[i] = x[i] < 0 ? scale * (exponential(x[i]) - 1) : x[i] }
    case .silu: for i in 0..<count { x[i] = x[i] / (1 + exponential(-x[i])) }
    case .sigmoid: for i in 0..<count { x[i] = 1 / (1 + exponential(-x[i])) }
    case .tanh: for i in 0..<count { x[i] = 1 - 2 / (1 + exponential(2 * x[i])) }
    case .clamp(let lower, let upper):
      for i in 0..<count {
        let raised = x[i] < lower ? lower : x[i]
        x[i] = raised > upper ? upper : raised
      }
    }
  }
}

/// Replaces each x by eˣ, to within 2 units in the last place; beyond ±87 it is held at the value there.
public func exponentials(_ x: UnsafeMutablePointer<Float>, count: Int) {
  for i in 0..<count { x[i] = exponential(x[i]) }
}

/// eˣ to within 2 units in the last place, without branches; a NaN stays one, and beyond ±87 the result is held at
/// the value there (so it is never 0 or infinite).
///
/// Range reduction to |r| ≤ ½ ln 2 and a polynomial of degree 6: Cody and Waite, "Software Manual for the Elementary
/// Functions", 1980.
@inline(__always)
func exponential(_ x: Float) -> Float {
  let low = x < -87 ? -87 : x
  let held = low > 87 ? 87 : low
  // Adding and subtracting 1.5·2²³ rounds to an integer, which then stands in the low bits of the sum.
  let shifted = held * 1.442_695_04 + 12_582_912
  let n = shifted - 12_582_912
  let r = (held - n * 0.693_359_375) + n * 2.121_944_4e-4
  var p: Float = 1 / 720
  p = p * r + 1 / 120
  p = p * r + 1 / 24
  p = p * r + 1 / 6
  p = p * r + 0.5
  p = p * r + 1
  p = p * r + 1
  return p * Float(bitPattern: (shifted.bitPattern &+ 127) &<< 23)
}
