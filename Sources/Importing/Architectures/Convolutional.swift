/// A stack of convolutions, each perhaps with a batch norm, and a stack of transposed ones, with linear layers between, read
/// from the shapes.
enum Convolutional: Architecture {
  static let name = "convolutional"
  static let summary =
    "convolutions, batch norms and linear layers in a row, read from the shapes (encoder.0, mu_layer, decoder.0)"

  static func fits(_ weights: WeightInventory) -> Bool { !weights.names.isEmpty }

  static func blueprint(_ weights: WeightInventory, _ settings: ImportSettings) throws(ImportError) -> Blueprint {
    try StackReader(weights, settings).blueprint()
  }
}
