extension Image {
  /// Sample values in one of three precisions; black (or transparent) is 0.
  public enum Samples: Sendable, Equatable {
    /// 8 bits: white is 255.
    case bytes([UInt8])
    /// 16 bits: white is 65535.
    case words([UInt16])
    /// White is 1. Values may leave 0…1 until they are written, where they are clamped.
    case floats([Float])
  }
}

extension Image.Samples {
  /// The number of samples.
  public var count: Int {
    switch self {
    case .bytes(let values): values.count
    case .words(let values): values.count
    case .floats(let values): values.count
    }
  }

  /// The samples with white at 1. Bytes and words are divided by their white; floats are returned as they are.
  public var floats: [Float] {
    switch self {
    case .bytes(let values): values.map { Float($0) / 255 }
    case .words(let values): values.map { Float($0) / 65535 }
    case .floats(let values): values
    }
  }

  /// The samples in 8 bits: clamped to 0…1 and rounded to the nearest, never truncated.
  /// - Throws: `ImageError.notFinite` if a sample is not a finite number.
  public func bytes() throws(ImageError) -> [UInt8] {
    switch self {
    case .bytes(let values): values
    case .words(let values): values.map { UInt8((UInt32($0) * 255 + 32767) / 65535) }
    case .floats(let values): try quantised(values, white: 255)
    }
  }

  /// The samples in 16 bits: clamped to 0…1 and rounded to the nearest, never truncated.
  /// - Throws: `ImageError.notFinite` if a sample is not a finite number.
  public func words() throws(ImageError) -> [UInt16] {
    switch self {
    case .bytes(let values): values.map { UInt16($0) * 257 }
    case .words(let values): values
    case .floats(let values): try quantised(values, white: 65535)
    }
  }
}

/// Each value clamped to 0…1, times `white`, rounded to the nearest.
private func quantised<T: FixedWidthInteger & UnsignedInteger>(
  _ values: [Float], white: Float
) throws(ImageError) -> [T] {
  guard values.allFinite else { throw .notFinite }
  return [T](unsafeUninitializedCapacity: values.count) { out, done in
    values.withUnsafeBufferPointer { values in
      for i in values.indices { out[i] = T(truncatingIfNeeded: (min(max(values[i], 0), 1) * white).nearestInteger) }
    }
    done = values.count
  }
}

extension [Float] {
  /// Whether no value is infinite or NaN.
  ///
  /// Looks at the exponents' bits without leaving early, which the compiler does for many at once.
  var allFinite: Bool {
    let exponent: UInt32 = 0x7f80_0000
    return withUnsafeBufferPointer { values in
      var failed: UInt32 = 0
      for value in values { failed |= value.bitPattern & exponent == exponent ? 1 : 0 }
      return failed == 0
    }
  }
}
