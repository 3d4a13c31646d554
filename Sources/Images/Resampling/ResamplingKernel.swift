#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// By which curve samples count for what lies between them.
enum ResamplingKernel {
  /// Lanczos's with three lobes: sharp; it overshoots at edges.
  case lanczos
  /// A straight line down to the neighbour: what it gives is never outside of what it takes.
  case triangle

  /// From where on it is 0.
  var support: Double { self == .lanczos ? 3 : 1 }

  /// The weight at a distance.
  func weight(_ x: Double) -> Double {
    switch self {
    case .lanczos: abs(x) < 3 ? Self.sinc(x) * Self.sinc(x / 3) : 0
    case .triangle: max(0, 1 - abs(x))
    }
  }

  private static func sinc(_ x: Double) -> Double { x == 0 ? 1 : sin(x * .pi) / (x * .pi) }
}
