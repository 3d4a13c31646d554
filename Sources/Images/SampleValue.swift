/// A type that samples are stored in; arithmetic takes place in `Float`, on the type's own scale.
protocol SampleValue {
  var asFloat: Float { get }
  /// The nearest value of the type; beyond its ends, the end.
  init(nearest value: Float)
}

extension UInt8: SampleValue {
  var asFloat: Float { Float(self) }
  init(nearest value: Float) { self = UInt8(truncatingIfNeeded: Int32(Swift.min(Swift.max(value, 0), 255) + 0.5)) }
}

extension UInt16: SampleValue {
  var asFloat: Float { Float(self) }
  init(nearest value: Float) { self = UInt16(truncatingIfNeeded: Int32(Swift.min(Swift.max(value, 0), 65535) + 0.5)) }
}

extension Float: SampleValue {
  var asFloat: Float { self }
  init(nearest value: Float) { self = value }
}
