import Files
package import Tensors

/// How mean and spread lie in what an encoder gives.
package struct ONNXHeads: Sendable {
  /// The layouts.
  package enum Layout: Sendable {
    /// Two outputs, by their places.
    case separate(mean: Int, spread: Int)
    /// One output whose first axis has the mean before the spread.
    case chunked
    /// One output, and no spread.
    case none
  }

  package let layout: Layout
  /// The field of the posterior that the spread is: `log variance`, `log sigma`, `sigma`.
  package let spread: String
  package let latent: Shape

  init(_ encoder: TranslatedNetwork, decoderInput: [Int?], spread: String?, _ path: Path) throws(ONNXError) {
    let outputs = encoder.outputs
    if outputs.count == 1 {
      let shape = outputs[0].shape
      self.spread = spread ?? "log variance"
      let wanted = decoderInput.count > 1 ? decoderInput[1] : nil
      if let wanted, shape.rank > 0, shape[0] == 2 * wanted {
        layout = .chunked
        latent = Shape([wanted] + shape.dimensions.dropFirst())
      } else {
        layout = .none
        latent = shape
      }
      return
    }
    let mean = outputs.firstIndex { Self.isMean($0.name) } ?? outputs.firstIndex { Self.measure($0.name) == nil } ?? 0
    guard
      let other = outputs.indices.first(where: {
        $0 != mean && outputs[$0].shape == outputs[mean].shape && Self.measure(outputs[$0].name) != nil
      })
        ?? outputs.indices.first(where: { $0 != mean && outputs[$0].shape == outputs[mean].shape })
    else {
      throw ONNXError(
        path, .interface("the encoder gives \(outputs.map(\.shape)); two of one shape, or one, are expected"))
    }
    layout = .separate(mean: mean, spread: other)
    latent = outputs[mean].shape
    self.spread = spread ?? Self.measure(outputs[other].name) ?? "log variance"
  }

  private static func isMean(_ name: String) -> Bool {
    let name = name.lowercased()
    return name == "z_mean" || name.contains("mean") || name == "mu" || name.hasSuffix("_mu") || name.hasPrefix("mu_")
  }

  /// What a name says about a spread.
  private static func measure(_ name: String) -> String? {
    let plain = name.lowercased().filter { $0.isLetter }
    if plain.contains("logvar") { return "log variance" }
    if plain.contains("logsigma") || plain.contains("logstd") { return "log sigma" }
    if plain.contains("sigma") || plain.contains("std") { return "sigma" }
    return nil
  }
}
