import Documents

/// The TAESD family of O. Bøer Bohan (madebyollin): encoder and decoder as sequences of convolutions and residual blocks
/// of three, without a posterior; taef2 has group norms in some blocks.
///
/// Names are the places in the sequence; what has no tensors leaves a gap. A convolution without a bias halves the picture
/// in the encoder, and stands behind an enlargement in the decoder.
enum TinyAutoencoder: Architecture {
  static let name = "taesd"
  static let summary = "TAESD and its family: TAESDXL, TAEF1, taef2, diffusers' AutoencoderTiny (encoder.1.conv.0)"

  static func fits(_ weights: WeightInventory) -> Bool {
    ["", "layers."].contains {
      weights.has("encoder.\($0)1.conv.0.weight") && weights.has("encoder.\($0)0.weight")
        && weights.names.contains { $0.hasPrefix("decoder.") }
    }
  }

  static func blueprint(_ weights: WeightInventory, _ settings: ImportSettings) throws(ImportError) -> Blueprint {
    try blueprint(weights, settings, takesSymmetric: false)
  }

  /// - Parameter takesSymmetric: whether pictures are from −1 to 1 as diffusers has them, though the layers are trained
  ///   with those from 0 to 1.
  static func blueprint(
    _ weights: WeightInventory, _ settings: ImportSettings, takesSymmetric: Bool
  ) throws(ImportError) -> Blueprint {
    let part = weights.has("encoder.layers.0.weight") ? "layers." : ""
    let encoder = try TinySequence(weights, "encoder." + part, for: name)
    let decoder = try TinySequence(weights, "decoder." + part, for: name)
    let first = try weights.convolution(encoder.first, for: name)
    let latent = try weights.convolution(encoder.last, for: name).out
    let factor = encoder.factor
    let picture = PictureSection(
      channels: first.input, factor: factor, settings,
      range: settings.range ?? (takesSymmetric ? .symmetric : .unit))
    let output = settings.output ?? .pixels
    let normalisation = try picture.normalisation(settings)
    let restoration = try picture.restoration(settings)
    let isTurned = takesSymmetric && picture.range == .symmetric
    let before = (isTurned ? [Node.scale([0.5], shift: [0.5])] : []) + (normalisation.map { [$0] } ?? [])
    let after = (restoration.map { [$0] } ?? []) + (isTurned ? [Node.scale([2], shift: [-1])] : [])

    var blueprint = Blueprint()
    blueprint.description = [
      .init("input", picture.input),
      .init("latent", .list([.int(latent), .text("height/\(factor)"), .text("width/\(factor)")])),
      .init("encoder", .list(before + encoder.layers)),
      .init("posterior", .map(["layout": .text("none")])),
      .init("decoder", .list(limit + decoder.layers)),
      .init("likelihood", .map(["variance": .int(1), "mean": .head(output.activation + after)])),
    ]
    blueprint.assumptions =
      picture.assumptions + [
        output.assumption, Assumption("the decoder limits latents by 3·tanh(z/3) first", change: "model.yaml"),
      ]
    return blueprint
  }

  /// Latents beyond ±3 are bent back softly.
  private static let limit: [Node] = [
    .layer("scale", ["factor": .number(1.0 / 3)]), .text("tanh"), .layer("scale", ["factor": .int(3)]),
  ]
}
