#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A function of one number. Parameters have the names of its definition.
public enum ElementFunction: Hashable, Sendable {
  case absolute, negative, exponential, logarithm, squareRoot, reciprocal, floor, ceiling, round, sign
  case sine, cosine, tangent, errorFunction, softplus, softsign, not
  /// x·Φ(x), with the normal distribution's Φ.
  case gelu
  /// ½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))).
  case geluByTanh
  /// x · tanh(log(1 + eˣ)).
  case mish
  /// min(max(α·x + β, 0), 1).
  case hardSigmoid(alpha: Float, beta: Float)
  /// γ·x where x > 0, else γ·α·(eˣ − 1).
  case selu(alpha: Float, gamma: Float)
  /// max(0, x) + min(0, α·(e^(x/α) − 1)).
  case celu(alpha: Float)
  /// x where x > α, else 0.
  case threshold(alpha: Float)
  /// scale·x + shift.
  case affine(scale: Float, shift: Float)
  /// x to a power.
  case power(Float)

  /// The name by which errors and reports call it.
  public var name: String {
    switch self {
    case .affine: "scale and shift"
    case .power: "power"
    case .hardSigmoid: "hard sigmoid"
    case .selu: "selu"
    case .celu: "celu"
    case .threshold: "threshold"
    default: "\(self)"
    }
  }

  /// Applies it to as many elements, which may lie where the results go.
  func apply(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, count: Int) {
    switch self {
    case .absolute: map(x, y, count) { abs($0) }
    case .negative: map(x, y, count) { -$0 }
    case .exponential: map(x, y, count) { exp($0) }
    case .logarithm: map(x, y, count) { log($0) }
    case .squareRoot: map(x, y, count) { $0.squareRoot() }
    case .reciprocal: map(x, y, count) { 1 / $0 }
    case .floor: map(x, y, count) { $0.rounded(.down) }
    case .ceiling: map(x, y, count) { $0.rounded(.up) }
    case .round: map(x, y, count) { $0.rounded(.toNearestOrEven) }
    case .sign: map(x, y, count) { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 }
    case .sine: map(x, y, count) { sin($0) }
    case .cosine: map(x, y, count) { cos($0) }
    case .tangent: map(x, y, count) { tan($0) }
    case .errorFunction: map(x, y, count) { erf($0) }
    case .softplus: map(x, y, count) { Self.softplus($0) }
    case .softsign: map(x, y, count) { $0 / (1 + abs($0)) }
    case .not: map(x, y, count) { $0 == 0 ? 1 : 0 }
    case .gelu: map(x, y, count) { 0.5 * $0 * (1 + erf($0 * 0.707_106_77)) }
    case .geluByTanh:
      map(x, y, count) { 0.5 * $0 * (1 + tanh(0.797_884_56 * ($0 + 0.044715 * $0 * $0 * $0))) }
    case .mish: map(x, y, count) { $0 * tanh(Self.softplus($0)) }
    case .hardSigmoid(let alpha, let beta): map(x, y, count) { min(max(alpha * $0 + beta, 0), 1) }
    case .selu(let alpha, let gamma): map(x, y, count) { $0 > 0 ? gamma * $0 : gamma * alpha * expm1($0) }
    case .celu(let alpha): map(x, y, count) { max($0, 0) + min(0, alpha * expm1($0 / alpha)) }
    case .threshold(let alpha): map(x, y, count) { $0 > alpha ? $0 : $0.isNaN ? $0 : 0 }
    case .affine(let scale, let shift): map(x, y, count) { scale * $0 + shift }
    case .power(let exponent) where exponent == 2: map(x, y, count) { $0 * $0 }
    case .power(let exponent): map(x, y, count) { pow($0, exponent) }
    }
  }

  /// log(1 + eˣ), also where eˣ would be infinite.
  private static func softplus(_ x: Float) -> Float { max(x, 0) + log1p(exp(-abs(x))) }
}

@inline(__always)
private func map(
  _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ count: Int, _ function: (Float) -> Float
) {
  for i in 0..<count { y[i] = function(x[i]) }
}
