/// The numbers that stand for black and white in a model's pictures.
public enum ValueRange: Hashable, Sendable, CaseIterable {
  /// Black is 0, white is 1.
  case unit
  /// Black is −1, white is 1.
  case symmetric
}

extension ValueRange: CustomStringConvertible {
  /// As `model.yaml` writes it.
  public var description: String { self == .unit ? "[0, 1]" : "[-1, 1]" }
}

extension ValueRange {
  /// The model's value of a sample whose white is 1.
  @inline(__always)
  func value(ofUnit sample: Float) -> Float { self == .unit ? sample : sample * 2 - 1 }

  /// The sample, white 1, of a model's value.
  @inline(__always)
  func unit(ofValue value: Float) -> Float { self == .unit ? value : (value + 1) * 0.5 }
}
