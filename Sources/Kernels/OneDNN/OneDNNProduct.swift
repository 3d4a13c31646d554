#if OneDNN
  internal import COneDNN

  /// A matrix product by oneDNN.
  final class OneDNNProduct: MatrixProduct {
    /// Only read once it is made: oneDNN keeps what a run changes in the scratch memory.
    nonisolated(unsafe) private let product: OpaquePointer
    let scratch: Int
    private let shape: ProductShape
    /// Whether ReLU is still to be applied: oneDNN's own, unlike its leaky one, makes a NaN zero.
    private let isRectified: Bool

    init(_ shape: ProductShape, weights: [Float], epilogue: Epilogue?) throws(OneDNNError) {
      var product: OpaquePointer?
      let slope = epilogue?.slope ?? 1
      self.shape = shape
      isRectified = slope == 0
      let extents = zoetrope_product_extents(
        count: Int32(shape.count), rows: Int32(shape.rows), inner: Int32(shape.inner), columns: Int32(shape.columns),
        a_spacing: shape.sourceSpacing, c_spacing: shape.targetSpacing)
      let status = zoetrope_product_create(&product, extents, weights, epilogue?.bias, isRectified ? 1 : slope)
      guard status == 0, let product else { throw OneDNNError(status: Int(status), shape: shape) }
      self.product = product
      scratch = zoetrope_product_scratch(product) / MemoryLayout<Float>.size + 32
    }

    deinit { zoetrope_product_destroy(product) }

    func run(_ a: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>)
      throws
    {
      let aligned = UnsafeMutableRawPointer(scratch).alignedUp(toMultipleOf: 64)
      let status = zoetrope_product_run(product, a, c, aligned)
      guard status == 0 else { throw OneDNNError(status: Int(status), shape: nil) }
      guard isRectified else { return }
      for matrix in 0..<shape.count {
        Activation.relu.apply(to: c + matrix * shape.targetSpacing, count: shape.rows * shape.columns)
      }
    }
  }

  /// oneDNN refused to prepare or to run a matrix product.
  public struct OneDNNError: Error, CustomStringConvertible {
    /// oneDNN's own number for the reason (`dnnl_status_t`).
    public let status: Int
    /// The product that could not be prepared; nil where a prepared one failed.
    let shape: ProductShape?

    /// `dnnl_out_of_memory`.
    private static let outOfMemory = 1

    public var description: String {
      let what = shape.map {
        "preparing \($0.count) products [\($0.rows) × \($0.inner)] · [\($0.inner) × \($0.columns)]"
      }
      return status == OneDNNError.outOfMemory
        ? "oneDNN ran out of memory \(what ?? "in a matrix product"): use a smaller batch or fewer lanes"
        : "oneDNN failed \(what ?? "in a matrix product") with status \(status): build without the trait OneDNN"
    }
  }
#endif
