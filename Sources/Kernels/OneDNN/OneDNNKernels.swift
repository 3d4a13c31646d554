#if OneDNN
  internal import COneDNN

  /// Kernels whose matrix products are oneDNN's, compiled for the processor they run on.
  public struct OneDNNKernels: Kernels {
    public init() {}

    public var name: String {
      var (major, minor, patch) = (Int32(0), Int32(0), Int32(0))
      zoetrope_onednn_version(&major, &minor, &patch)
      return "oneDNN \(major).\(minor).\(patch)"
    }

    public func compile(_ program: Program, batch: Int) throws -> any CompiledProgram {
      try Plan(program, batch: batch, arithmetic: OneDNNArithmetic())
    }

    public func learning(
      _ program: Program, batch: Int, takesInputGradient: Bool, _ workers: any Workers
    ) -> LearningProgram {
      LearningProgram(program, batch: batch, takesInputGradient: takesInputGradient, OneDNNArithmetic(), workers)
    }
  }
#endif
