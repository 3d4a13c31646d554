import Checkpoints
import Documents
import Files
import ONNX
import Tensors

/// ONNX: an encoder and a decoder, or one graph with both.
enum ONNXSource: ImportSource {
  static let summary = "ONNX: an encoder's and a decoder's graph, or one with both (.onnx)"

  static func recognises(_ paths: [Path]) throws -> Bool { try paths.allSatisfy { try ONNXFile.recognises($0) } }

  static func read(_ paths: [Path], _ settings: ImportSettings) throws -> ImportedModel {
    let size = settings.fixedSize.map { (height: $0.height, width: $0.width) }
    let found = try ONNXAutoencoder(paths, size: size)
    let writer = try ONNXDescription(found, settings)
    var model = ImportedModel(
      name: paths[0].stem, description: try writer.description(), tensors: [:], sources: paths)
    for (network, prefix) in [(found.encoder, writer.prefixes.encoder), (found.decoder, writer.prefixes.decoder)] {
      let before = prefix.map { $0 + "." } ?? ""
      for (name, tensor) in network.tensors { model.tensors[before + name] = tensor }
      let renamed = prefix == nil ? Set(network.originals.keys) : Set(network.tensors.keys)
      for name in renamed { model.origins[before + name] = TensorOrigin(name: network.originals[name] ?? name) }
    }
    model.assumptions = found.notes.map { Assumption($0, change: "export encoder and decoder as two files") }
    model.assumptions += writer.assumptions
    return model
  }
}

/// What `model.yaml` says of networks that were found in graphs.
private struct ONNXDescription {
  let found: ONNXAutoencoder
  let settings: ImportSettings
  let picture: PictureSection
  /// What is put before the names of the two networks' tensors: nothing, unless they have a name in common.
  let prefixes: (encoder: String?, decoder: String?)

  init(_ found: ONNXAutoencoder, _ settings: ImportSettings) throws(ImportError) {
    self.found = found
    self.settings = settings
    let shared = Set(found.encoder.tensors.keys).intersection(found.decoder.tensors.keys)
    prefixes = shared.isEmpty ? (nil, nil) : ("encoder", "decoder")
    let shape = found.picture
    let isSymmetric = found.decoder.lastKind == "tanh" || settings.output == .tanh
    picture = PictureSection(
      channels: shape[0], height: shape[1], width: shape[2],
      range: settings.range ?? (isSymmetric ? .symmetric : .unit))
  }

  private var spread: SpreadMeaning {
    settings.spread ?? SpreadMeaning.allCases.first { $0.field == found.heads.spread } ?? .logVariance
  }

  private var output: OutputMeaning { settings.output ?? .pixels }

  var assumptions: [Assumption] {
    var assumptions = picture.assumptions + [output.assumption]
    switch found.heads.layout {
    case .none: assumptions.append(Assumption("the encoder gives a point and no spread", change: "--layout chunked"))
    case .chunked: assumptions.append(spread.assumption("the second half of what the encoder gives"))
    case .separate(let mean, let other):
      let names = found.encoder.outputs.map { "\"\($0.name)\"" }
      assumptions.append(spread.assumption("\(names[mean]) is the mean, and \(names[other])"))
    }
    return assumptions
  }

  func description() throws(ImportError) -> [Node.Field] {
    var encoder = Self.named(found.encoder.layers, prefixes.encoder)
    if let scale = try picture.normalisation(settings) {
      guard !found.encoder.takesInputAgain else {
        throw .unsupported(
          "the graph takes the picture at several places; put mean and deviation into the graph itself")
      }
      encoder.insert(scale, at: 0)
    }
    return [
      .init("input", picture.input), .init("latent", .list(found.latent.dimensions.map { .int($0) })),
      .init("encoder", .list(encoder)), .init("posterior", posterior),
      .init("decoder", .list(Self.named(found.decoder.layers, prefixes.decoder))),
      .init("likelihood", try likelihood()),
    ]
  }

  /// Layers whose names begin with another.
  private static func named(_ layers: [Node], _ prefix: String?) -> [Node] {
    prefix.map { [.fields([("block", .fields([("name", .text($0)), ("body", .list(layers))]))])] } ?? layers
  }

  private var posterior: Node {
    let outputs = found.encoder.outputs
    func head(_ place: Int) -> Node { .fields(outputs[place].id.map { [("input", .text($0))] } ?? []) }
    switch found.heads.layout {
    case .none: return .fields([("layout", .text("none"))])
    case .chunked:
      let layout = settings.layout == .interleaved ? "interleaved" : "chunked"
      return .fields([("layout", .text(layout)), (spread.field, .fields([]))])
    case .separate(let mean, let other): return .fields([("mean", head(mean)), (spread.field, head(other))])
    }
  }

  private func likelihood() throws(ImportError) -> Node {
    let (outputs, shape) = (found.decoder.outputs, found.picture)
    let turned: [Node] =
      outputs[0].shape.count == shape.count && outputs[0].shape != shape
      ? [.fields([("reshape", .list(shape.dimensions.map { .int($0) }))])] : []
    let restoration = try picture.restoration(settings).map { [$0] } ?? []
    func head(_ place: Int, _ layers: [Node], channels: String? = nil) -> Node {
      let own = outputs[place].id.map { [Node.Field("input", .text($0))] } ?? []
      let part = channels.map { [Node.Field("channels", .text($0))] } ?? []
      return Node(.mapping(own + part + (turned + layers).flatMap { $0.mapping ?? [] }), mark: .start)
    }
    if outputs[0].shape == Shape([2 * shape[0]] + shape.dimensions.dropFirst()) {
      let count = shape[0]
      return .fields([
        ("mean", head(0, output.activation + restoration, channels: "0-\(count - 1)")),
        ("log variance", head(0, [], channels: "\(count)-\(2 * count - 1)")),
      ])
    }
    if output == .logits, restoration.isEmpty {
      return .fields([("family", .text("bernoulli")), ("logits", head(0, []))])
    }
    let mean = head(0, output.activation + restoration)
    if outputs.count > 1, outputs[1].shape == outputs[0].shape, outputs[1].name.lowercased().contains("var") {
      return .fields([("mean", mean), ("log variance", head(1, []))])
    }
    return .fields([("mean", mean), ("variance", .int(1))])
  }
}
