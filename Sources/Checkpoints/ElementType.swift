/// How the elements of a tensor are stored in a file, little-endian.
public enum ElementType: String, Hashable, Sendable, CaseIterable {
  /// IEEE 754 double precision.
  case float64 = "F64"
  /// IEEE 754 single precision.
  case float32 = "F32"
  /// IEEE 754 half precision.
  case float16 = "F16"
  /// The upper half of a single precision number.
  case bfloat16 = "BF16"
  /// Signed, of 64 bits.
  case int64 = "I64"
  /// Signed, of 32 bits.
  case int32 = "I32"
  /// Signed, of 8 bits.
  case int8 = "I8"
  /// Unsigned, of 8 bits.
  case uint8 = "U8"
  /// A byte that is 0 or 1.
  case bool = "BOOL"

  /// The bytes of one element.
  public var byteCount: Int {
    switch self {
    case .float64, .int64: 8
    case .float32, .int32: 4
    case .float16, .bfloat16: 2
    case .int8, .uint8, .bool: 1
    }
  }

  /// Whether it is one of the floating-point types.
  public var isFloat: Bool {
    switch self {
    case .float64, .float32, .float16, .bfloat16: true
    case .int64, .int32, .int8, .uint8, .bool: false
    }
  }
}
