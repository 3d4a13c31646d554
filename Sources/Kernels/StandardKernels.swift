/// The kernels to use where nobody chooses.
public enum StandardKernels {
  /// The fastest this build has: oneDNN's with the trait OneDNN, else the portable ones.
  public static func make() -> any Kernels {
    #if OneDNN
      OneDNNKernels()
    #else
      PortableKernels()
    #endif
  }
}
