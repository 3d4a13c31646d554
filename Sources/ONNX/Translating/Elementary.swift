#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Float {
  /// One number to the power of another.
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}

extension Double {
  static func exponential(_ x: Double) -> Double { exp(x) }
  static func naturalLogarithm(_ x: Double) -> Double { log(x) }
}
