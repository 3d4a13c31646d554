import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The way from one latent to another: for each t from 0 to 1 a sum of a few vectors, weighted.
///
/// Speed and length need only the vectors' products with each other, so that they cost the same in any latent space.
struct LatentPath: Sendable {
  private let start: Tensor
  private let end: Tensor
  /// What is weighted beside both ends: the velocities there, of a smooth way.
  private let velocities: [Tensor]
  private let weights: PathWeights
  /// The vectors' products with each other, row by row.
  private let products: [Double]

  private init(_ start: Tensor, _ end: Tensor, _ weights: PathWeights, velocities: [Tensor] = []) {
    self.start = start
    self.end = end
    self.velocities = velocities
    self.weights = weights
    let vectors = [start, end] + velocities
    products = vectors.flatMap { a in vectors.map { Self.product(a, $0) } }
  }

  /// (1 − t)·a + t·b.
  static func linear(_ a: Tensor, _ b: Tensor) -> LatentPath { LatentPath(a, b, .linear) }

  /// Shoemake's slerp on unnormalised vectors: sin((1−t)Ω)/sin Ω · a + sin(tΩ)/sin Ω · b, with Ω the angle between
  /// them; linear where |cos Ω| > 0.9995 and the sine would vanish.
  static func spherical(_ a: Tensor, _ b: Tensor) -> LatentPath {
    let cosine = cosine(a, b)
    return abs(cosine) > 0.9995 ? linear(a, b) : LatentPath(a, b, .spherical(angle: acos(cosine)))
  }

  /// The cubic that leaves a and arrives at b with given velocities (Hermite).
  static func smooth(_ a: Tensor, _ b: Tensor, leaving: Tensor, arriving: Tensor) -> LatentPath {
    LatentPath(a, b, .smooth, velocities: [leaving, arriving])
  }

  /// The latent at t; exactly the ends at 0 and 1.
  func point(_ t: Double) -> Tensor {
    if t == 0 { return start }
    if t == 1 { return end }
    let factors = weights.values(t)
    let vectors = [start, end] + velocities
    return Tensor(start.shape) { out in
      for i in out.indices {
        out[i] = Float(zip(factors, vectors).reduce(0) { $0 + $1.0 * Double($1.1[i]) })
      }
    }
  }

  /// How fast the way is gone at t: the length of its derivative.
  func speed(_ t: Double) -> Double {
    let rates = weights.rates(t)
    var square = 0.0
    for i in rates.indices {
      for j in rates.indices { square += rates[i] * rates[j] * products[i * rates.count + j] }
    }
    return max(0, square).squareRoot()
  }

  /// Whether there is no one arc between them.
  static func areOpposite(_ a: Tensor, _ b: Tensor) -> Bool { cosine(a, b) < -0.9995 }

  /// The distance between two latents.
  static func distance(_ a: Tensor, _ b: Tensor) -> Double {
    let difference = a.combined(with: b, -)
    return product(difference, difference).squareRoot()
  }

  /// The cosine of the angle between them, clamped to [−1, 1]; 1 where one of them is zero.
  private static func cosine(_ a: Tensor, _ b: Tensor) -> Double {
    let (aa, bb) = (product(a, a), product(b, b))
    guard aa > 0, bb > 0 else { return 1 }
    return max(-1, min(1, product(a, b) / (aa * bb).squareRoot()))
  }

  private static func product(_ a: Tensor, _ b: Tensor) -> Double {
    (0..<a.count).reduce(0) { $0 + Double(a[$1]) * Double(b[$1]) }
  }
}
