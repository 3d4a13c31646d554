#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The weights of a way's vectors at t, and how fast they change.
enum PathWeights: Hashable, Sendable {
  /// Of both ends.
  case linear
  /// Of both ends, on the arc of that angle.
  case spherical(angle: Double)
  /// Of both ends and of the velocities there: the cubic Hermite polynomials.
  case smooth

  /// One weight a vector.
  func values(_ t: Double) -> [Double] {
    switch self {
    case .linear: return [1 - t, t]
    case .spherical(let angle): return [sin((1 - t) * angle) / sin(angle), sin(t * angle) / sin(angle)]
    case .smooth:
      let (square, cube) = (t * t, t * t * t)
      return [2 * cube - 3 * square + 1, 3 * square - 2 * cube, cube - 2 * square + t, cube - square]
    }
  }

  /// The derivatives of the weights.
  func rates(_ t: Double) -> [Double] {
    switch self {
    case .linear: return [-1, 1]
    case .spherical(let angle):
      return [-angle * cos((1 - t) * angle) / sin(angle), angle * cos(t * angle) / sin(angle)]
    case .smooth: return [6 * t * t - 6 * t, 6 * t - 6 * t * t, 3 * t * t - 4 * t + 1, 3 * t * t - 2 * t]
    }
  }
}
