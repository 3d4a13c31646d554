/// Kernels in Swift alone, with the vectors of the standard library: they run wherever Swift does, and the tests hold
/// the others against them.
public struct PortableKernels: Kernels {
  public init() {}

  public var name: String { "portable" }

  public func compile(_ program: Program, batch: Int) throws -> any CompiledProgram {
    try Plan(program, batch: batch, arithmetic: PortableArithmetic())
  }

  public func learning(
    _ program: Program, batch: Int, takesInputGradient: Bool, _ workers: any Workers
  ) -> LearningProgram {
    LearningProgram(program, batch: batch, takesInputGradient: takesInputGradient, PortableArithmetic(), workers)
  }
}

/// Matrix products in Swift.
struct PortableArithmetic: Arithmetic {
  func product(
    _ shape: ProductShape, weights: @autoclosure () -> [Float], epilogue: Epilogue?
  ) -> any MatrixProduct {
    PortableProduct(shape, weights: weights(), epilogue: epilogue)
  }

  func prepareThread() {}
}
