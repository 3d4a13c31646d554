import Documents
import Tensors

/// The decoder of a stack, with the likelihood's heads.
struct StackDecoder {
  private(set) var layers: [Node] = []
  private(set) var assumptions: [Assumption] = []
  private(set) var layouts: [String: WeightLayout] = [:]
  private let hasVariance: Bool
  private let isFullyConnected: Bool
  private let isDemonstration: Bool
  private let heads: (mean: StackModule, spread: StackModule)?
  private let pictureShape: [Int]

  init(_ reader: StackReader, _ encoder: StackEncoder) throws(ImportError) {
    let linears = reader.decoder.filter { !$0.product.isKernel }
    let kernels = reader.decoder.filter { $0.product.isKernel }
    isFullyConnected = kernels.isEmpty
    isDemonstration = reader.roles.isDemonstration
    hasVariance = reader.hasVarianceHead
    pictureShape = encoder.picture.shape
    heads = reader.roles.outputMean.flatMap { mean in reader.roles.outputSpread.map { (mean, $0) } }
    var channels: Int? = linears.isEmpty ? encoder.latent.first : nil
    if let last = linears.last?.product.linear, !kernels.isEmpty {
      channels = try Self.channels(reader, kernels[0], features: last.out, encoder)
    }
    let found = try StackKernel.all(
      kernels, channels: channels, doublings: encoder.halvings, isChannelsLast: reader.weights.isChannelsLast)
    let doublings = found.filter(\.isTransposed).count
    guard kernels.isEmpty || doublings == encoder.halvings else {
      throw .ambiguous(
        "the encoder seems to halve the picture \(encoder.halvings) times and the decoder to double it \(doublings) times"
      )
    }
    for step in linears {
      let shape = step.product.linear ?? LinearShape(out: 0, input: 0, hasBias: false)
      let layer = Node.linear(step.product.name, out: shape.out, bias: shape.hasBias)
      if step.product == linears.last?.product, let first = found.first {
        layers += try reshaped(layer, step, first, channels, encoder, reader)
      } else {
        layers += reader.layers(layer, Self.last(step, in: reader, heads != nil), isEncoder: false)
      }
    }
    for (kernel, step) in zip(found, kernels) {
      layouts[kernel.module.name + ".weight"] = kernel.layout
      layers += reader.layers(try Self.layer(kernel), Self.last(step, in: reader, heads != nil), isEncoder: false)
    }
    if isFullyConnected, heads == nil { layers.append(.reshape(outputShape)) }
    if reader.decoder.dropLast().contains(where: \.isActivated) {
      assumptions.append(reader.activationAssumption(isEncoder: false))
    }
  }

  /// Nothing follows the last layer but the likelihood.
  private static func last(_ step: StackStep, in reader: StackReader, _ hasHeads: Bool) -> StackStep {
    guard step.product == reader.decoder.last?.product, !hasHeads else { return step }
    var step = step
    step.isActivated = false
    return step
  }

  private var outputShape: [Int] { [hasVariance ? 2 * pictureShape[0] : pictureShape[0]] + pictureShape.dropFirst() }

  /// The channels of the picture that a linear layer's result becomes: as many as fit the size that the encoder left.
  private static func channels(
    _ reader: StackReader, _ first: StackStep, features: Int, _ encoder: StackEncoder
  ) throws(ImportError) -> Int {
    let pixels = (encoder.picture.height >> encoder.halvings) * (encoder.picture.width >> encoder.halvings)
    let (rows, columns) = first.product.inputs
    guard pixels > 0, features.isMultiple(of: pixels), [rows, columns].contains(features / pixels) else {
      throw .ambiguous(
        "the \(features) numbers before \"\(first.product.name)\" are no picture of \(pixels) pixels for its channels")
    }
    return features / pixels
  }

  private mutating func reshaped(
    _ layer: Node, _ step: StackStep, _ first: StackKernel, _ channels: Int?, _ encoder: StackEncoder,
    _ reader: StackReader
  ) throws(ImportError) -> [Node] {
    let shape = [
      channels ?? 1, encoder.picture.height >> encoder.halvings, encoder.picture.width >> encoder.halvings,
    ]
    if reader.settings.flatten == .channelsLast {
      for part in ["weight", "bias"] where reader.weights.has("\(step.product.name).\(part)") {
        layouts["\(step.product.name).\(part)"] = .rowsOfPicture(Shape(shape))
      }
    }
    var layers = reader.layers(layer, step, isEncoder: false)
    // A norm behind it is one of the picture's channels, or of all numbers.
    if case .batchNorm(let count)? = step.norm?.kind, count == shape[0] {
      layers.insert(.reshape(shape), at: 1)
    } else {
      layers.append(.reshape(shape))
    }
    return layers
  }

  private static func layer(_ kernel: StackKernel) throws(ImportError) -> Node {
    guard let window = StackWindow(kernel: kernel.size, changesSize: kernel.isTransposed) else {
      throw .ambiguous("how \"\(kernel.module.name)\" moves its kernel does not show in its size")
    }
    guard kernel.isTransposed else {
      return .conv(kernel.module.name, keeping: kernel.out, kernel: kernel.size, bias: kernel.hasBias)
    }
    return .transposed(
      kernel.module.name, out: kernel.out, kernel: kernel.size, stride: window.stride, padding: window.padding,
      extra: window.extra, bias: kernel.hasBias)
  }

  /// The section `likelihood`.
  func likelihood(_ picture: PictureSection, _ settings: ImportSettings) throws(ImportError) -> Node {
    let output = settings.output ?? .logits
    let restoration = try picture.restoration(settings).map { [$0] } ?? []
    let range: Node = isFullyConnected ? .clamp(-7, 7) : .clamp(-7, 0)
    if let heads {
      return .fields([
        ("mean", .head([Self.linear(heads.mean), .reshape(pictureShape)] + output.activation + restoration)),
        ("log variance", .head([Self.linear(heads.spread), .reshape(pictureShape)])),
      ])
    }
    let mean = output.activation + restoration
    guard hasVariance else {
      if isDemonstration { return .map(["variance": .number(0.5), "mean": .head(mean)]) }
      if output == .logits, restoration.isEmpty { return .map(["family": .text("bernoulli")]) }
      return .map(["variance": .int(1), "mean": .head(mean)])
    }
    let count = pictureShape[0]
    return .fields([
      ("mean", .channels(0..<count, then: mean)), ("log variance", .channels(count..<2 * count, then: [range])),
    ])
  }

  private static func linear(_ module: StackModule) -> Node {
    .linear(module.name, out: module.outputs, bias: module.linear?.hasBias ?? true)
  }
}

extension Node {
  /// A limit.
  static func clamp(_ lower: Int, _ upper: Int) -> Node { .map(["clamp": .list([.int(lower), .int(upper)])]) }

  /// A head that takes a part of the channels.
  static func channels(_ range: Range<Int>, then layers: [Node]) -> Node {
    let text = range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound - 1)"
    return .fields([("channels", .text(text))] + (Node.head(layers).mapping ?? []).map { ($0.key.text, $0.value) })
  }
}
