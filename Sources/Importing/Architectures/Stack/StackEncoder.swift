import Documents
import Tensors

/// The encoder of a stack, with the posterior's heads.
struct StackEncoder {
  private(set) var layers: [Node] = []
  private(set) var posterior: Node = .map([:])
  private(set) var prior: Node?
  private(set) var assumptions: [Assumption] = []
  private(set) var layouts: [String: WeightLayout] = [:]
  private(set) var latent: [Int] = []
  let picture: StackPicture
  /// How often the picture is halved.
  let halvings: Int
  /// What the convolutions give; nil where there are none.
  private(set) var features: StackPicture?

  private static let mostHalvings = 12

  init(_ reader: StackReader) throws(ImportError) {
    let (roles, settings) = (reader.roles, reader.settings)
    let kernels = reader.encoder.filter { $0.product.isKernel }
    halvings = kernels.filter { $0.product.kernelSize > 1 }.count
    guard halvings <= Self.mostHalvings else {
      throw .ambiguous("\(halvings) convolutions of the encoder are too many to halve a picture each")
    }
    picture = try Self.picture(reader, kernels, halvings)
    var steps = reader.encoder
    // Without heads of their own, the last layer is one.
    let joint = roles.mean == nil ? steps.popLast()?.product : nil
    if kernels.isEmpty { layers.append(.text("flatten")) }
    var isFlat = kernels.isEmpty
    for step in steps {
      if !step.product.isKernel, !isFlat {
        layers.append(.text("flatten"))
        isFlat = true
      }
      layers += reader.layers(try Self.layer(step.product), step, isEncoder: true)
    }
    if !isFlat, roles.mean?.isKernel == false || joint?.isKernel == false { layers.append(.text("flatten")) }
    if !kernels.isEmpty, let channels = kernels.last?.product.kernelRows {
      features = StackPicture(channels, picture.height >> halvings, picture.width >> halvings)
    }
    try readHeads(reader, joint)
    readFlattening(reader, joint, settings)
    if steps.contains(where: \.isActivated) { assumptions.append(reader.activationAssumption(isEncoder: true)) }
    if kernels.contains(where: { $0.product.kernelSize == 3 || $0.product.kernelSize == 5 }) {
      assumptions.append(
        Assumption("every convolution of the encoder halves the picture", change: "`stride` in model.yaml"))
    }
  }

  /// The picture: from the user, from what is left of it before the first linear layer, or 64 × 64.
  private static func picture(
    _ reader: StackReader, _ kernels: [StackStep], _ halvings: Int
  ) throws(ImportError) -> StackPicture {
    let linear = reader.encoder.first { !$0.product.isKernel }?.product.linear ?? reader.roles.mean?.linear
    guard let first = kernels.first?.product, let last = kernels.last?.product else {
      guard let linear else { throw .ambiguous("the encoder has no layers") }
      return try StackPicture(pixels: linear.input, reader.settings)
    }
    let factor = 1 << halvings
    guard let linear else {
      if reader.settings.size == .any { return StackPicture(first.kernelColumns, factor, factor) }
      let (width, height) = reader.settings.fixedSize ?? (64, 64)
      guard width.isMultiple(of: factor), height.isMultiple(of: factor) else {
        throw .unsupported("the encoder halves pictures \(halvings) times: say a --size of multiples of \(factor)")
      }
      return StackPicture(first.kernelColumns, height, width)
    }
    let small = try StackPicture(
      features: linear.input, channels: last.kernelRows, factor: factor, reader.settings)
    return StackPicture(first.kernelColumns, small.height * factor, small.width * factor)
  }

  private static func layer(_ module: StackModule) throws(ImportError) -> Node {
    switch module.kind {
    case .linear(let shape): return .linear(module.name, out: shape.out, bias: shape.hasBias)
    case .batchNorm: return .layer("batch norm", ["name": .text(module.name)])
    case .kernel(let rows, _, let size, let bias):
      guard let window = StackWindow(kernel: size, changesSize: size > 1) else {
        throw .ambiguous("how \"\(module.name)\" moves its kernel of \(size)×\(size) does not show in its size")
      }
      return .conv(
        module.name, out: rows, kernel: size, stride: window.stride,
        padding: window.padding > 0 ? .int(window.padding) : nil, bias: bias != nil)
    }
  }

  private mutating func readHeads(_ reader: StackReader, _ joint: StackModule?) throws(ImportError) {
    let settings = reader.settings
    if let mean = reader.roles.mean, let spread = reader.roles.spread {
      let meaning =
        settings.spread
        ?? (reader.roles.isDemonstration ? .logSigma : SpreadMeaning(name: String(spread.parts.last ?? "")))
      latent = latentShape(mean.outputs)
      var layers = [try Self.head(spread)]
      if reader.hasVarianceHead, features != nil, meaning == .logVariance { layers.append(.clamp(-12, 4)) }
      posterior = .fields([("mean", .head([try Self.head(mean)])), (meaning.field, .head(layers))])
      assumptions.append(meaning.assumption("\"\(spread.name)\""))
      if layers.count > 1 {
        assumptions.append(
          Assumption("log-variances of latents are limited to [−12, 4]", change: "`clamp` in model.yaml"))
      }
      readPrior(reader)
      return
    }
    guard let joint, let input = reader.decoder.first?.product.inputs ?? reader.roles.outputMean?.inputs else {
      throw .ambiguous("which layer gives the latents does not show")
    }
    let ratio = joint.outputs == input.rows || joint.outputs == input.columns
    let layout = settings.layout ?? (ratio ? .none : .chunked)
    latent = latentShape(layout == .none ? joint.outputs : joint.outputs / 2)
    let meaning = settings.spread ?? .logVariance
    let head = ("head", Node.head([try Self.head(joint)]))
    switch layout {
    case .none: posterior = .fields([("layout", .text("none")), ("mean", .head([try Self.head(joint)]))])
    case .chunked, .interleaved:
      posterior = .fields([("layout", .text(layout.rawValue)), head, (meaning.field, .map([:]))])
    case .separate: throw .unsupported("\"\(joint.name)\" is one layer: say --layout chunked, interleaved or none")
    }
    let others = HeadLayout.allCases.filter { $0 != layout && $0 != .separate }.map(\.rawValue).joined(
      separator: " or ")
    let words =
      layout == .none
      ? "\"\(joint.name)\" gives a point and no spread" : "\"\(joint.name)\" gives mean and spread, \(layout.rawValue)"
    assumptions.append(Assumption(words, change: "--layout \(others)"))
    if layout != .none { assumptions.append(meaning.assumption("the second half")) }
  }

  private func latentShape(_ channels: Int) -> [Int] {
    guard let features, layers.last?.scalar?.text != "flatten", !hasLinear else { return [channels] }
    return [channels, features.height, features.width]
  }

  private var hasLinear: Bool { layers.contains { $0["linear"] != nil } }

  private static func head(_ module: StackModule) throws(ImportError) -> Node {
    if case .kernel(let rows, _, let size, let bias) = module.kind {
      return .conv(module.name, keeping: rows, kernel: size, bias: bias != nil)
    }
    return try layer(module)
  }

  /// The demonstration takes Σ(σ² + μ² − log σ − ½) for the divergence, which is that to a normal of variance ½.
  private mutating func readPrior(_ reader: StackReader) {
    guard reader.roles.isDemonstration else { return }
    prior = .map(["variance": .number(0.5)])
    assumptions.append(
      Assumption("the prior has the variance ½ that the demonstration's loss implies", change: "`prior` in model.yaml"))
  }

  /// Linear layers on a picture that was flattened with its channels last.
  private mutating func readFlattening(_ reader: StackReader, _ joint: StackModule?, _ settings: ImportSettings) {
    guard let features, reader.weights.isChannelsLast || settings.flatten == .channelsLast else { return }
    let first = reader.encoder.first { !$0.product.isKernel && $0.product != joint }?.product
    let linear = first.map { [$0] } ?? [reader.roles.mean, reader.roles.spread, joint].compactMap { $0 }
    let flat = linear.filter { $0.linear != nil }
    guard !flat.isEmpty else { return }
    let isLast = settings.flatten == .channelsLast
    if isLast {
      for module in flat { layouts[module.name + ".weight"] = .columnsOfPicture(Shape(features.shape)) }
    }
    assumptions.append(
      Assumption(
        "features are flattened channels \(isLast ? "last, as MLX does" : "first, as PyTorch does")",
        change: "--flatten \(isLast ? "channels-first" : "channels-last")"))
  }
}

extension StackModule {
  /// The channels that a convolution gives.
  var kernelRows: Int { if case .kernel(let rows, _, _, _) = kind { rows } else { 0 } }
  /// The channels that it takes.
  var kernelColumns: Int { if case .kernel(_, let columns, _, _) = kind { columns } else { 0 } }
  /// Its height and width.
  var kernelSize: Int { if case .kernel(_, _, let size, _) = kind { size } else { 0 } }
  /// What a head gives.
  var outputs: Int { linear?.out ?? kernelRows }
  /// What a layer takes: of a kernel, either of two numbers.
  var inputs: (rows: Int, columns: Int) {
    if let linear { return (linear.input, linear.input) }
    return (kernelRows, kernelColumns)
  }
}
