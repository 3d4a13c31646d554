import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The points of a way between two latents.
enum LatentPath {
  /// (1 − t)·a + t·b; exactly a and b at its ends.
  static func linear(_ a: Tensor, _ b: Tensor, _ t: Double) -> Tensor {
    if t == 0 { return a }
    if t == 1 { return b }
    return a.combined(with: b) { Float((1 - t) * Double($0) + t * Double($1)) }
  }

  /// Shoemake's slerp on unnormalised vectors: sin((1−t)Ω)/sin Ω · a + sin(tΩ)/sin Ω · b, with Ω the angle between
  /// them; linear where |cos Ω| > 0.9995 and the sine would vanish.
  static func spherical(_ a: Tensor, _ b: Tensor, _ t: Double) -> Tensor {
    if t == 0 { return a }
    if t == 1 { return b }
    let cosine = cosine(a, b)
    guard abs(cosine) <= 0.9995 else { return linear(a, b, t) }
    let angle = acos(cosine)
    let (left, right) = (sin((1 - t) * angle) / sin(angle), sin(t * angle) / sin(angle))
    return a.combined(with: b) { Float(left * Double($0) + right * Double($1)) }
  }

  /// Whether there is no one arc between them.
  static func areOpposite(_ a: Tensor, _ b: Tensor) -> Bool { cosine(a, b) < -0.9995 }

  /// The cosine of the angle between them, clamped to [−1, 1]; 1 where one of them is zero.
  private static func cosine(_ a: Tensor, _ b: Tensor) -> Double {
    var (dot, aa, bb) = (0.0, 0.0, 0.0)
    for i in 0..<a.count {
      dot += Double(a[i]) * Double(b[i])
      aa += Double(a[i]) * Double(a[i])
      bb += Double(b[i]) * Double(b[i])
    }
    guard aa > 0, bb > 0 else { return 1 }
    return max(-1, min(1, dot / (aa * bb).squareRoot()))
  }
}
