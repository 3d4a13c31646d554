#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A function of two numbers. A comparison gives 1 where it holds and 0 where not.
public enum PairFunction: String, Hashable, Sendable, CaseIterable {
  case add, subtract, multiply, divide, power, minimum, maximum
  case less
  case lessOrEqual = "less or equal"
  case greater
  case greaterOrEqual = "greater or equal"
  case equal
  case and, or
  /// x where x ≥ 0, else slope·x.
  case slope

  /// Applies it to rows of two operands, whose neighbours are `aStep` and `bStep` apart.
  @inline(__always)
  func apply(
    _ a: UnsafePointer<Float>, _ aStep: Int, _ b: UnsafePointer<Float>, _ bStep: Int,
    _ y: UnsafeMutablePointer<Float>, count: Int
  ) {
    @inline(__always)
    func map(_ function: (Float, Float) -> Float) {
      if aStep == 1, bStep == 1 {
        for i in 0..<count { y[i] = function(a[i], b[i]) }
      } else {
        for i in 0..<count { y[i] = function(a[i * aStep], b[i * bStep]) }
      }
    }
    switch self {
    case .add: map { $0 + $1 }
    case .subtract: map { $0 - $1 }
    case .multiply: map { $0 * $1 }
    case .divide: map { $0 / $1 }
    case .power: map { pow($0, $1) }
    case .minimum: map { $0.isNaN ? $0 : $1 < $0 || $1.isNaN ? $1 : $0 }
    case .maximum: map { $0.isNaN ? $0 : $1 > $0 || $1.isNaN ? $1 : $0 }
    case .less: map { $0 < $1 ? 1 : 0 }
    case .lessOrEqual: map { $0 <= $1 ? 1 : 0 }
    case .greater: map { $0 > $1 ? 1 : 0 }
    case .greaterOrEqual: map { $0 >= $1 ? 1 : 0 }
    case .equal: map { $0 == $1 ? 1 : 0 }
    case .and: map { $0 != 0 && $1 != 0 ? 1 : 0 }
    case .or: map { $0 != 0 || $1 != 0 ? 1 : 0 }
    case .slope: map { $0 < 0 ? $0 * $1 : $0 }
    }
  }
}
