/// A function applied to every element. A NaN stays a NaN.
public enum Activation: Hashable, Sendable {
  /// max(x, 0).
  case relu
  /// x where x ≥ 0, else `slope`·x.
  case leakyReLU(slope: Float)
  /// x where x ≥ 0, else `scale`·(eˣ − 1).
  case elu(scale: Float)
  /// x · sigmoid(x), also called swish.
  case silu
  /// 1 / (1 + e⁻ˣ).
  case sigmoid
  /// (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ).
  case tanh
  /// min(max(x, `lower`), `upper`).
  case clamp(lower: Float, upper: Float)
}
