/// A number of independent matrix products: Cᵢ = Aᵢ · Wᵢ, each [rows × inner] · [inner × columns] in row-major order,
/// with the weights W known when it is made, and what follows them.
protocol MatrixProduct: Sendable {
  /// The floats of memory it needs while it runs.
  var scratch: Int { get }

  /// Computes all products.
  func run(_ a: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>) throws
}

/// The extents of a `MatrixProduct`.
struct ProductShape: Hashable {
  var count = 1
  var rows: Int
  var inner: Int
  var columns: Int

  /// The floats from one matrix A to the next, and from one C to the next. Were they powers of two, equal places in
  /// all matrices would fall into the same set of the cache and drive each other out: they are a cache line more.
  var sourceSpacing: Int { ProductShape.spacing(rows * inner) }
  var targetSpacing: Int { ProductShape.spacing(rows * columns) }

  private static func spacing(_ count: Int) -> Int { (count + 15) / 16 * 16 + 16 }
}
