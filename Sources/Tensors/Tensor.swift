/// A dense array of `Float` in row-major order, aligned to 64 bytes.
///
/// A value: a copy shares its storage until one of the two is written.
public struct Tensor: Sendable {
  /// The extents; `shape.count` elements are stored.
  public let shape: Shape

  /// A vector of sixteen floats is 64 bytes wide and aligned so, and therefore is every row of the storage.
  private var storage: ContiguousArray<SIMD16<Float>>

  /// A tensor of which every element is `value`.
  public init(_ shape: Shape, repeating value: Float = 0) {
    self.shape = shape
    self.storage = ContiguousArray(repeating: SIMD16(repeating: value), count: (shape.count + 15) / 16)
  }

  /// A tensor with the given elements in row-major order.
  /// - Precondition: there are `shape.count` elements.
  public init(_ shape: Shape, _ elements: some Collection<Float>) {
    precondition(elements.count == shape.count, "\(elements.count) elements for the shape \(shape)")
    self.shape = shape
    let vectorCount = (shape.count + 15) / 16
    storage = ContiguousArray(unsafeUninitializedCapacity: vectorCount) { vectors, count in
      vectors.withMemoryRebound(to: Float.self) { floats in
        let rest = floats.initialize(fromContentsOf: elements)
        floats[rest...].initialize(repeating: 0)
      }
      count = vectorCount
    }
  }

  /// A tensor whose elements are written by `body` into zeroed storage.
  public init(_ shape: Shape, _ body: (UnsafeMutableBufferPointer<Float>) throws -> Void) rethrows {
    self.init(shape)
    try withUnsafeMutableElements(body)
  }

  /// The number of elements.
  public var count: Int { shape.count }

  /// The elements in row-major order.
  public var elements: [Float] { withUnsafeElements { Array($0) } }

  /// The element at a row-major offset.
  public subscript(offset: Int) -> Float {
    get { withUnsafeElements { $0[offset] } }
    set { withUnsafeMutableElements { $0[offset] = newValue } }
  }

  /// Calls `body` with the elements; the pointer is valid only during the call.
  public func withUnsafeElements<R>(_ body: (UnsafeBufferPointer<Float>) throws -> R) rethrows -> R {
    try storage.withUnsafeBytes { try body(UnsafeBufferPointer(rebasing: $0.bindMemory(to: Float.self)[..<count])) }
  }

  /// Calls `body` with the elements for writing; the pointer is valid only during the call.
  public mutating func withUnsafeMutableElements<R>(
    _ body: (UnsafeMutableBufferPointer<Float>) throws -> R
  ) rethrows -> R {
    let count = self.count
    return try storage.withUnsafeMutableBytes {
      try body(UnsafeMutableBufferPointer(rebasing: $0.bindMemory(to: Float.self)[..<count]))
    }
  }

  /// The same elements under another shape.
  /// - Precondition: both shapes have the same number of elements.
  public func reshaped(_ shape: Shape) -> Tensor {
    precondition(shape.count == count, "\(self.shape) cannot become \(shape)")
    return Tensor(shape: shape, storage: storage)
  }

  private init(shape: Shape, storage: ContiguousArray<SIMD16<Float>>) {
    self.shape = shape
    self.storage = storage
  }
}

extension Tensor: Equatable {
  /// Equal shapes and equal elements (so a NaN is unequal to itself).
  public static func == (a: Tensor, b: Tensor) -> Bool {
    a.shape == b.shape && a.withUnsafeElements { x in b.withUnsafeElements { x.elementsEqual($0) } }
  }
}

extension Tensor {
  /// Whether every element is finite.
  ///
  /// Looks at the exponents' bits without leaving early, which the compiler does for many elements at once.
  public var isFinite: Bool {
    let exponent: UInt32 = 0x7f80_0000
    return withUnsafeElements { elements in
      var failed: UInt32 = 0
      for element in elements { failed |= element.bitPattern & exponent == exponent ? 1 : 0 }
      return failed == 0
    }
  }

  /// Each element through `transform`.
  public func map(_ transform: (Float) -> Float) -> Tensor {
    Tensor(shape) { out in withUnsafeElements { for i in $0.indices { out[i] = transform($0[i]) } } }
  }

  /// Each pair of elements through `transform`.
  /// - Precondition: the shapes are equal; nothing is broadcast.
  public func combined(with other: Tensor, _ transform: (Float, Float) -> Float) -> Tensor {
    precondition(shape == other.shape, "\(shape) and \(other.shape) are combined element by element")
    return Tensor(shape) { out in
      withUnsafeElements { a in other.withUnsafeElements { b in for i in a.indices { out[i] = transform(a[i], b[i]) } }
      }
    }
  }
}
