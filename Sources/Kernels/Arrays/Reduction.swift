#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How several numbers become one; sums are taken in double precision.
public enum Reduction: String, Hashable, Sendable, CaseIterable {
  case sum, mean, largest, smallest, product
  case sumOfSquares = "sum of squares"
  /// Σ|x|.
  case l1
  /// √Σx².
  case l2
  case logOfSum = "log of sum"
  /// log Σeˣ, without overflow.
  case logOfSumOfExponentials = "log of sum of exponentials"

  /// The numbers at these places after the first, as one.
  func apply(_ x: UnsafePointer<Float>, _ places: [Int]) -> Float {
    @inline(__always)
    func sum(_ term: (Double) -> Double) -> Double { places.reduce(0) { $0 + term(Double(x[$1])) } }
    switch self {
    case .sum: return Float(sum { $0 })
    case .mean: return Float(sum { $0 } / Double(places.count))
    case .largest: return places.dropFirst().reduce(x[places[0]]) { PairFunction.larger($0, x[$1]) }
    case .smallest: return -places.dropFirst().reduce(-x[places[0]]) { PairFunction.larger($0, -x[$1]) }
    case .product: return Float(places.reduce(1) { $0 * Double(x[$1]) })
    case .sumOfSquares: return Float(sum { $0 * $0 })
    case .l1: return Float(sum { abs($0) })
    case .l2: return Float(sum { $0 * $0 }.squareRoot())
    case .logOfSum: return Float(log(sum { $0 }))
    case .logOfSumOfExponentials:
      let largest = Double(places.dropFirst().reduce(x[places[0]]) { PairFunction.larger($0, x[$1]) })
      return Float(largest + log(sum { exp($0 - largest) }))
    }
  }
}

extension PairFunction {
  /// The larger of two numbers; a NaN stays one.
  @inline(__always)
  static func larger(_ a: Float, _ b: Float) -> Float { a.isNaN ? a : b > a || b.isNaN ? b : a }
}
