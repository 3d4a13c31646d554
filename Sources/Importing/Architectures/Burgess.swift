import Documents

/// The encoder and decoder of Burgess et al. ("Understanding disentangling in β-VAE", 2018), with the names of the
/// project disentangling-vae: four convolutions of 4×4 with stride 2 for 64×64 pixels, three for 32×32, and two linear
/// layers.
enum Burgess: Architecture {
  static let name = "burgess"
  static let summary = "Burgess et al. 2018, 32×32 or 64×64 (disentangling-vae: encoder.conv1, encoder.mu_logvar_gen)"

  static func fits(_ weights: WeightInventory) -> Bool {
    weights.has("encoder.mu_logvar_gen.weight") && weights.has("encoder.conv1.weight")
  }

  static func blueprint(_ weights: WeightInventory, _ settings: ImportSettings) throws(ImportError) -> Blueprint {
    let first = try weights.convolution("encoder.conv1", for: name)
    let head = try weights.linear("encoder.mu_logvar_gen", for: name)
    let isLarge = weights.has("encoder.conv_64.weight")
    let side = isLarge ? 64 : 32
    let picture = PictureSection(channels: first.input, height: side, width: side, range: settings.range ?? .unit)
    let activation = settings.encoderActivation ?? .relu
    let layout = settings.layout ?? .interleaved
    let spread = settings.spread ?? .logVariance
    let output = settings.output ?? .logits

    var posterior: [(String, Node)] = [
      ("layout", .text(layout.rawValue)), ("head", .head([.linear("encoder.mu_logvar_gen", out: head.out)])),
    ]
    if spread != .logVariance { posterior.append((spread.field, .fields([]))) }
    var blueprint = Blueprint()
    blueprint.description = [
      .init("input", picture.input), .init("latent", .list([.int(head.out / 2)])),
      .init("encoder", .list(try encoder(weights, isLarge, activation, picture.normalisation(settings)))),
      .init("posterior", .fields(posterior)),
      .init("decoder", .list(try decoder(weights, isLarge, settings.decoderActivation ?? .relu))),
      .init("likelihood", try likelihood(output, picture, settings)),
    ]
    blueprint.assumptions =
      picture.assumptions + [
        Assumption("mean and spread take turns in what the encoder gives", change: "--layout chunked"),
        spread.assumption("the encoder"), output.assumption,
      ]
    return blueprint
  }

  private static func encoder(
    _ weights: WeightInventory, _ isLarge: Bool, _ activation: ActivationChoice, _ normalisation: Node?
  ) throws(ImportError) -> [Node] {
    var layers = normalisation.map { [$0] } ?? []
    for layer in ["conv1", "conv2", "conv3"] + (isLarge ? ["conv_64"] : []) {
      let shape = try weights.convolution("encoder." + layer, for: name)
      layers += [
        .conv(
          "encoder." + layer, out: shape.out, kernel: shape.kernel, stride: 2, padding: .int(1), bias: shape.hasBias),
        activation.layer,
      ]
    }
    layers.append(.text("flatten"))
    for layer in ["lin1", "lin2"] {
      layers += [
        .linear("encoder." + layer, out: try weights.linear("encoder." + layer, for: name).out), activation.layer,
      ]
    }
    return layers
  }

  private static func decoder(
    _ weights: WeightInventory, _ isLarge: Bool, _ activation: ActivationChoice
  ) throws(ImportError) -> [Node] {
    var layers: [Node] = []
    for layer in ["lin1", "lin2", "lin3"] {
      layers += [
        .linear("decoder." + layer, out: try weights.linear("decoder." + layer, for: name).out), activation.layer,
      ]
    }
    let steps = (isLarge ? ["convT_64"] : []) + ["convT1", "convT2", "convT3"]
    let first = try weights.convolution("decoder." + steps[0], for: name)
    layers.append(.reshape([first.out, 4, 4]))
    for layer in steps {
      let shape = try weights.convolution("decoder." + layer, for: name)
      layers.append(
        .transposed(
          "decoder." + layer, out: shape.input, kernel: shape.kernel, stride: 2, padding: 1, bias: shape.hasBias))
      if layer != steps.last { layers.append(activation.layer) }
    }
    return layers
  }

  private static func likelihood(
    _ output: OutputMeaning, _ picture: PictureSection, _ settings: ImportSettings
  ) throws(ImportError) -> Node {
    let restoration = try picture.restoration(settings)
    if output == .logits, restoration == nil { return .map(["family": .text("bernoulli")]) }
    let head = output.activation + (restoration.map { [$0] } ?? [])
    return .map(["variance": .int(1), "mean": .head(head)])
  }
}
