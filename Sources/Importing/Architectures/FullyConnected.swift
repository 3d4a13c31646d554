import Tensors

/// A variational autoencoder of linear layers alone: that of the theory (`linear1`, `mu_layer`, `logvar_layer`), or the
/// demonstration that it links (`linear1`, `linear2`, `linear3`, where the last gives log σ).
enum FullyConnected: Architecture {
  static let name = "fully-connected"
  static let summary =
    "linear layers alone: linear1, mu_layer, logvar_layer; or linear1, linear2 and linear3, which gives log σ"

  static func fits(_ weights: WeightInventory) -> Bool {
    !weights.names.isEmpty && weights.names.allSatisfy { (weights.shape($0)?.rank ?? 0) <= 2 }
  }

  static func blueprint(_ weights: WeightInventory, _ settings: ImportSettings) throws(ImportError) -> Blueprint {
    try StackReader(weights, settings).blueprint()
  }
}
