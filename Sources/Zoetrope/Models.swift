public import Autoencoders
import Files
import Kernels

/// The models that can be named.
public enum Models {
  /// Loads a model by `builtin:NAME` or by its folder.
  public static func load(_ name: String) throws -> Autoencoder {
    try Autoencoder(folder: try ModelLocation(name).resolve(), kernels: StandardKernels.make())
  }
}
