#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Double {
  /// The peak signal-to-noise ratio, −10·log₁₀ of a mean squared error of samples in [0, 1], in decibels.
  var peakRatio: Double { self > 0 ? -10 * log10(self) : .infinity }
}
