import Documents
import Files
import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The autoencoder of latent diffusion (R. Rombach et al., 2022) as diffusers has it: residual blocks with group norms and
/// SiLU, attention in the middle, a convolution that halves with zeros at the right and the bottom alone, and nearest
/// neighbours that double.
struct AutoencoderKL {
  static let name = "autoencoder-kl"
  static let summary = "AutoencoderKL of diffusers, from its folder with config.json"

  let weights: WeightInventory
  private let settings: ImportSettings
  let channels: [Int]
  let blockLayers: Int
  let groups: Int
  let activation: ActivationChoice
  let hasAttention: Bool
  let downBlocks: [String]
  let upBlocks: [String]
  private let pictures: PictureSection
  private let latentChannels: Int
  private let outChannels: Int
  private let hasQuant: Bool
  private let hasPostQuant: Bool
  private let scaling: Double
  private let shift: Double
  var blueprintSoFar = Blueprint()

  static let epsilon = 1e-6
  private static let mostLayers = 64

  /// Reads the configuration.
  /// - Throws: what is missing in it, or is not supported.
  init(
    _ configuration: DiffusersConfiguration, _ weights: WeightInventory, _ settings: ImportSettings
  ) throws(ImportError) {
    self.weights = weights
    self.settings = settings
    channels = try configuration.integers("block_out_channels")
    blockLayers = try configuration.integer("layers_per_block", default: 1)
    groups = try configuration.integer("norm_num_groups", default: 32)
    latentChannels = try configuration.integer("latent_channels", default: 4)
    outChannels = try configuration.integer("out_channels", default: 3)
    hasAttention = try configuration.flag("mid_block_add_attention", default: true)
    hasQuant = try configuration.flag("use_quant_conv", default: true)
    hasPostQuant = try configuration.flag("use_post_quant_conv", default: true)
    scaling = try configuration.number("scaling_factor") ?? 0.18215
    shift = try configuration.number("shift_factor") ?? 0
    (downBlocks, upBlocks) = (try configuration.texts("down_block_types"), try configuration.texts("up_block_types"))
    let function = try configuration.text("act_fn", default: "silu")
    guard let activation = ActivationChoice(function) else {
      throw .configuration(file: configuration.path.string, "the function \"\(function)\" of act_fn is not supported")
    }
    self.activation = activation
    pictures = PictureSection(
      channels: try configuration.integer("in_channels", default: 3), factor: 1 << (channels.count - 1), settings,
      range: settings.range ?? .symmetric)
    try check(configuration)
  }

  private func check(_ configuration: DiffusersConfiguration) throws(ImportError) {
    guard blockLayers <= Self.mostLayers else {
      throw .configuration(
        file: configuration.path.string, "layers_per_block is \(blockLayers); at most \(Self.mostLayers) are read")
    }
    for (name, blocks, known) in [
      ("down_block_types", downBlocks, ["DownEncoderBlock2D", "AttnDownEncoderBlock2D"]),
      ("up_block_types", upBlocks, ["UpDecoderBlock2D", "AttnUpDecoderBlock2D"]),
    ] {
      guard blocks.count == channels.count else {
        throw .configuration(
          file: configuration.path.string,
          "\"\(name)\" has \(blocks.count) blocks, but block_out_channels \(channels.count)")
      }
      if let other = blocks.first(where: { !known.contains($0) }) {
        throw .configuration(file: configuration.path.string, "blocks of the type \"\(other)\" are not supported")
      }
    }
  }

  /// The model.
  /// - Throws: a tensor that is missing.
  mutating func blueprint() throws(ImportError) -> Blueprint {
    let factor = 1 << (channels.count - 1)
    let encoder = try encoderLayers()
    let decoder = try decoderLayers()
    let normalisation = try pictures.normalisation(settings)
    let restoration = try pictures.restoration(settings)
    var fields: [Node.Field] = [
      .init("input", pictures.input),
      .init("latent", .list([.int(latentChannels), .text("height/\(factor)"), .text("width/\(factor)")])),
      .init("encoder", .list((normalisation.map { [$0] } ?? []) + encoder)),
      .init("posterior", posterior),
      .init("decoder", .list(unscaling + decoder)),
      .init(
        "likelihood",
        .map([
          "variance": .int(1),
          "mean": .head((settings.output ?? .pixels).activation + (restoration.map { [$0] } ?? [])),
        ])),
    ]
    if !isScaled {
      fields.append(.init("prior", .map(["mean": .number(shift), "variance": .number(1 / (scaling * scaling))])))
    }
    var result = blueprintSoFar
    result.description = fields
    result.assumptions = pictures.assumptions + [latentAssumption]
    return result
  }

  private var isScaled: Bool { settings.scalesLatents == true }

  private var latentAssumption: Assumption {
    isScaled
      ? Assumption(
        "latents are those of the diffusion model, (z − \(shift)) · \(scaling)", change: "without --scaled-latents")
      : Assumption(
        "latents are the encoder's own; the diffusion model's, (z − \(shift)) · \(scaling), are those of the prior's unit",
        change: "--scaled-latents")
  }

  private var posterior: Node {
    let head: [Node] = hasQuant ? [.conv("quant_conv", out: 2 * latentChannels, kernel: 1)] : []
    var spread: [Node] = [.clamp(-30, 20)]
    var mean: [Node] = []
    if isScaled {
      mean = [.scale([scaling], shift: [-shift * scaling])]
      spread.append(.scale([1], shift: [2 * log(scaling)]))
    }
    return .fields([
      ("layout", .text("chunked")), ("head", .head(head)), ("mean", .head(mean)), ("log variance", .head(spread)),
    ])
  }

  private var unscaling: [Node] { isScaled ? [.scale([1 / scaling], shift: [shift])] : [] }

  private mutating func encoderLayers() throws(ImportError) -> [Node] {
    var layers: [Node] = [.conv("encoder.conv_in", keeping: channels[0])]
    for (index, count) in channels.enumerated() {
      let name = "encoder.down_blocks.\(index)"
      let attends = downBlocks[index].hasPrefix("Attn")
      layers += try blocks(name, count: blockLayers, channels: count, attends: attends)
      if index < channels.count - 1 {
        layers.append(
          .conv(
            name + ".downsamplers.0.conv", out: count, kernel: 3, stride: 2, padding: .list([.int(0), .int(1)])))
      }
    }
    layers += try middle("encoder.mid_block", channels: channels[channels.count - 1])
    layers += end("encoder", out: 2 * latentChannels)
    return layers
  }

  private mutating func decoderLayers() throws(ImportError) -> [Node] {
    let top = channels[channels.count - 1]
    var layers: [Node] = hasPostQuant ? [.conv("post_quant_conv", out: latentChannels, kernel: 1)] : []
    layers.append(.conv("decoder.conv_in", keeping: top))
    layers += try middle("decoder.mid_block", channels: top)
    for (index, count) in channels.reversed().enumerated() {
      let name = "decoder.up_blocks.\(index)"
      let attends = upBlocks[index].hasPrefix("Attn")
      layers += try blocks(name, count: blockLayers + 1, channels: count, attends: attends)
      if index < channels.count - 1 {
        layers += [.map(["upsample": .int(2)]), .conv(name + ".upsamplers.0.conv", keeping: count)]
      }
    }
    layers += end("decoder", out: outChannels)
    return layers
  }

  private func end(_ part: String, out: Int) -> [Node] {
    [norm(part + ".conv_norm_out"), activation.layer, .conv(part + ".conv_out", keeping: out)]
  }
}
