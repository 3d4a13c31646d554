import Checkpoints

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Initialisation {
  /// Uniform within ±1/√n, where n numbers go into each result: PyTorch's for linear layers and convolutions (He et al.
  /// 2015, with a = √5).
  static func fan(in count: Int) -> Initialisation { .uniform(bound: Float(1 / sqrt(Double(max(1, count))))) }
}
