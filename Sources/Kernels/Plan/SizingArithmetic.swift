/// Computes nothing and prepares no weights: a plan made of it tells how much memory the real ones take.
struct SizingArithmetic: Arithmetic {
  private struct Nothing: MatrixProduct {
    var scratch: Int { 0 }
    func run(_: UnsafePointer<Float>, _: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>) {}
  }

  func product(
    _ shape: ProductShape, weights: @autoclosure () -> [Float], epilogue: Epilogue?
  ) -> any MatrixProduct { Nothing() }

  func multiply(_ a: Matrix, _ b: Matrix, into c: ProductTarget) {}

  func prepareThread() {}
}

extension Kernels {
  /// The bytes that a workspace of a program will take, found without preparing its weights.
  /// - Precondition: the batch is at least 1.
  public func workspaceBytes(of program: Program, batch: Int) throws -> Int {
    try Plan(program, batch: batch, arithmetic: SizingArithmetic()).workspaceBytes
  }
}
