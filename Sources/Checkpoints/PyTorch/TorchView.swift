internal import Pickles
internal import Tensors

/// A tensor of a PyTorch file: which elements of which storage it has.
struct TorchView: Sendable {
  /// A block of elements of one type, under the name that the file gives it.
  struct Storage: Hashable, Sendable {
    let key: String
    let type: ElementType
    /// How many elements it has.
    let count: Int
  }

  let storage: Storage
  let shape: Shape
  let strides: [Int]
  /// The elements of the storage from its first to its last.
  let span: Range<Int>

  /// The bytes of that span in its storage.
  var bytes: Range<Int> { span.lowerBound * storage.type.byteCount..<span.upperBound * storage.type.byteCount }

  /// Whether its elements lie in the storage in their own order, without gaps.
  var isContiguous: Bool { shape.count == span.count && (shape.count < 2 || rowMajor == relevantStrides) }

  private var relevantStrides: [Int] { zip(shape.dimensions, strides).filter { $0.0 > 1 }.map(\.1) }

  private var rowMajor: [Int] {
    var (stride, strides) = (1, [Int]())
    for extent in shape.dimensions.reversed() where extent > 1 {
      strides.insert(stride, at: 0)
      stride *= extent
    }
    return strides
  }

  /// A view as a pickle gives it: offset, extents and strides in elements.
  /// - Throws: if it leaves its storage, or has an element twice.
  init(_ name: String, _ storage: Storage, offset: Int, extents: [Int], strides: [Int]) throws(TorchError.Problem) {
    guard extents.count == strides.count, extents.count <= 32, offset >= 0, extents.allSatisfy({ $0 >= 0 }),
      strides.allSatisfy({ $0 >= 0 })
    else { throw .form(tensor: name) }
    self.storage = storage
    self.strides = strides
    shape = Shape(try Self.checked(extents, name))
    guard shape.count > 0 else {
      span = 0..<0
      return
    }
    // In the order of their strides, each step must lead beyond all that the smaller ones reach.
    var reach = 0
    for (extent, stride) in zip(extents, strides).sorted(by: { $0.1 < $1.1 }) where extent > 1 {
      guard stride > reach else { throw .repeated(tensor: name) }
      let (far, overflows) = (extent - 1).multipliedReportingOverflow(by: stride)
      guard !overflows, far <= Int.max / 2 - reach else { throw .beyondStorage(tensor: name, count: storage.count) }
      reach += far
    }
    guard offset <= storage.count, reach < storage.count - offset else {
      throw .beyondStorage(tensor: name, count: storage.count)
    }
    span = offset..<offset + reach + 1
  }

  /// Extents whose product does not overflow.
  private static func checked(_ extents: [Int], _ name: String) throws(TorchError.Problem) -> [Int] {
    var count = 1
    for extent in extents {
      let product = count.multipliedReportingOverflow(by: max(extent, 1))
      guard !product.overflow, product.partialValue < 1 << 40 else { throw .form(tensor: name) }
      count = product.partialValue
    }
    return extents
  }

  /// The elements in row-major order, of those of its span.
  func gathered(_ elements: [Float]) -> Tensor {
    elements.withUnsafeBufferPointer { Tensor(shape, strides: strides, of: $0) }
  }
}
