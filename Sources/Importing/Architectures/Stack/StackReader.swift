import Documents
import Tensors

/// Reads a stack of layers from the names and shapes of its tensors.
struct StackReader {
  let weights: WeightInventory
  let settings: ImportSettings
  let roles: StackRoles
  let encoder: [StackStep]
  let decoder: [StackStep]

  init(_ weights: WeightInventory, _ settings: ImportSettings) throws(ImportError) {
    self.weights = weights
    self.settings = settings
    roles = try StackRoles(StackModule.all(weights))
    encoder = try StackStep.ordered(roles.encoder, isEncoder: true)
    decoder = try StackStep.ordered(roles.decoder, isEncoder: false)
  }

  /// The model.
  func blueprint() throws(ImportError) -> Blueprint {
    let down = try StackEncoder(self)
    let up = try StackDecoder(self, down)
    let (picture, latent) = try (pictures(down), latentAxes(down))
    var result = Blueprint()
    result.description = [
      .init("input", picture.input),
      .init("latent", .list(latent)),
      .init("encoder", .list((try picture.normalisation(settings).map { [$0] } ?? []) + down.layers)),
      .init("posterior", down.posterior),
      .init("decoder", .list(up.layers)),
      .init("likelihood", try up.likelihood(picture, settings)),
    ]
    if let prior = down.prior { result.description.append(.init("prior", prior)) }
    result.assumptions = picture.assumptions + down.assumptions + up.assumptions
    result.assumptions.append((settings.output ?? .logits).assumption)
    result.layouts = down.layouts.merging(up.layouts) { first, _ in first }
    return result
  }

  /// Whether pictures of any size were asked for, and every layer works alike at every place.
  private func takesAnySize(_ down: StackEncoder) throws(ImportError) -> Bool {
    guard settings.size == .any, down.latent.count == 3 else { return false }
    guard decoder.allSatisfy(\.product.isKernel) else {
      throw .unsupported("the decoder has linear layers, which give pictures of one size: say it as --size 64x64")
    }
    return true
  }

  private func pictures(_ down: StackEncoder) throws(ImportError) -> PictureSection {
    let range = settings.range ?? .unit
    return try takesAnySize(down)
      ? PictureSection(channels: down.picture.channels, factor: 1 << down.halvings, settings, range: range)
      : PictureSection(
        channels: down.picture.channels, height: down.picture.height, width: down.picture.width, range: range)
  }

  private func latentAxes(_ down: StackEncoder) throws(ImportError) -> [Node] {
    guard try takesAnySize(down) else { return down.latent.map { .int($0) } }
    return [.int(down.latent[0])] + ["height", "width"].map { .text("\($0)/\(1 << down.halvings)") }
  }

  /// Whether the decoder gives a log-variance for each sample beside the mean, as the models of this project do.
  var hasVarianceHead: Bool {
    guard let input = firstChannels, let last = decoder.last else { return roles.outputSpread != nil }
    switch last.product.kind {
    case .linear(let shape): return shape.out == 2 * input
    case .kernel(let rows, let columns, _, let bias): return (bias ?? min(rows, columns)) == 2 * input
    case .batchNorm: return false
    }
  }

  /// The channels of a picture, or its numbers where all is linear.
  private var firstChannels: Int? {
    switch (encoder.first?.product ?? roles.mean)?.kind {
    case .linear(let shape)?: shape.input
    case .kernel(_, let columns, _, _)?: columns
    default: nil
    }
  }

  /// What stands between the layers unless the user says otherwise.
  func activation(isEncoder: Bool) -> ActivationChoice {
    if let said = isEncoder ? settings.encoderActivation : settings.decoderActivation { return said }
    let isConvolutional = encoder.contains { $0.product.isKernel }
    if isConvolutional, decoder.first?.product.name.hasPrefix("decoder_input") == true { return .leakyReLU(0.01) }
    return isEncoder && isConvolutional && hasVarianceHead ? .leakyReLU(0.2) : .relu
  }

  func activationAssumption(isEncoder: Bool) -> Assumption {
    let (part, option) = isEncoder ? ("encoder", "--encoder-activation") : ("decoder", "--decoder-activation")
    let chosen = activation(isEncoder: isEncoder)
    let other = chosen == .relu ? "leaky-relu:0.2, silu or tanh" : "relu, silu or tanh"
    return Assumption("the \(part)'s activations are \(chosen)", change: "\(option) \(other)")
  }

  /// A step and what follows it.
  func layers(_ layer: Node, _ step: StackStep, isEncoder: Bool) -> [Node] {
    var layers = [layer]
    if let norm = step.norm { layers.append(.layer("batch norm", ["name": .text(norm.name)])) }
    if step.isActivated { layers.append(activation(isEncoder: isEncoder).layer) }
    return layers
  }
}
