/// A number of independent matrix products: Cᵢ = Aᵢ · Wᵢ, each [rows × inner] · [inner × columns] in row-major order,
/// with the weights W known when it is made. The matrices Aᵢ, and Cᵢ, follow each other in memory.
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
}

/// What the two kernels differ in: plans are made of it alike.
protocol Arithmetic: Sendable {
  /// Prepares products with the given weights: `shape.count` matrices [inner × columns].
  /// The result for a row of A depends on no other row, nor on where the row stands.
  func product(_ shape: ProductShape, weights: [Float]) throws -> any MatrixProduct

  /// Called on the thread that is about to run steps, before each run.
  func prepareThread()
}
