import Files
import Tensors

/// Encoder and decoder, in two files or as two parts of one graph.
struct GraphParts {
  let encoder: GraphPart
  let decoder: GraphPart
  /// The extents of a batch of one picture.
  let pictureShape: [Int]
  /// The same as the graph takes it: perhaps as a row.
  let graphShape: [Int]
  /// What the second of the encoder's outputs is, where the graph tells.
  let spread: String?
  let notes: [String]

  init(_ paths: [Path], size: (height: Int, width: Int)?) throws {
    let files = try paths.map { try ONNXFile($0) }
    let parts: (encoder: GraphPart, decoder: GraphPart, spread: String?, notes: [String])
    switch files.count {
    case 1: parts = try Self.split(files[0])
    case 2: parts = try Self.pair(files)
    default: throw ONNXError(paths[0], .interface("give one file with encoder and decoder, or two files"))
    }
    (encoder, decoder, spread) = (parts.encoder, parts.decoder, parts.spread)
    let shape = try Self.pictureShape(parts.encoder, size)
    (pictureShape, graphShape) = (shape.picture, shape.graph)
    notes = parts.notes + shape.notes
  }

  /// The extents of a batch of one latent.
  func latentShape(_ latent: Shape) throws -> [Int] {
    let given = decoder.extents
    let shape = [1] + latent.dimensions
    let fits =
      given.isEmpty
      || (given.count == shape.count && zip(given, shape).dropFirst().allSatisfy { $0 == nil || $0 == $1 })
    guard fits else {
      let words = given.map { $0.map(String.init) ?? "?" }.joined(separator: ", ")
      throw ONNXError(
        decoder.file.path, .interface("the decoder takes [\(words)], but the encoder gives a latent \(latent)"))
    }
    return shape
  }

  private static func pictureShape(_ part: GraphPart, _ size: (height: Int, width: Int)?) throws -> PictureForm {
    let given = part.extents
    if given.count == 2, let features = given[1] {
      guard let picture = PictureForm.square(features, size) else {
        throw ONNXError(
          part.file.path,
          .interface("rows of \(features) numbers are no square picture; say its size with --size WIDTHxHEIGHT"))
      }
      let words = "rows of \(features) numbers are pictures of the shape \(Shape(Array(picture.dropFirst())))"
      return PictureForm(graph: [1, features], picture: picture, notes: [words])
    }
    guard given.count == 4, let channels = given[1], channels == 1 || channels == 3 else {
      let words = given.map { $0.map(String.init) ?? "?" }.joined(separator: ", ")
      throw ONNXError(
        part.file.path, .interface("the encoder takes [\(words)]; [batch, 1 or 3, height, width] is expected"))
    }
    if let height = given[2], let width = given[3], let size, size != (height, width) {
      throw ONNXError(
        part.file.path,
        .interface("the graph is for pictures of \(width)×\(height), not of \(size.width)×\(size.height)"))
    }
    let isOpen = given[2] == nil || given[3] == nil
    let extents = [1, channels, given[2] ?? size?.height ?? 64, given[3] ?? size?.width ?? 64]
    let notes = isOpen && size == nil ? ["the graph leaves the size of pictures open: 64×64 was taken"] : []
    return PictureForm(graph: extents, picture: extents, notes: notes)
  }

  /// Two files: which is which is told by names, or else by what they take.
  private static func pair(
    _ files: [ONNXFile]
  ) throws -> (encoder: GraphPart, decoder: GraphPart, spread: String?, notes: [String]) {
    let names = files.map { $0.path.stem.lowercased() }
    let takesPictures = files.map { file in
      file.graph.inputs[0].extents.count == 4 && [1, 3].contains(file.graph.inputs[0].extents[1])
    }
    let swapped: Bool
    if names[0].contains("dec") || names[1].contains("enc") {
      swapped = true
    } else if names[0].contains("enc") || names[1].contains("dec") {
      swapped = false
    } else {
      swapped = !takesPictures[0] && takesPictures[1]
    }
    let (first, second) = swapped ? (files[1], files[0]) : (files[0], files[1])
    func part(_ file: ONNXFile, _ outputs: [String]) throws -> GraphPart {
      guard file.graph.inputs.count == 1 else {
        let inputs = file.graph.inputs.map { "\"\($0.name)\"" }.joined(separator: ", ")
        throw ONNXError(file.path, .interface("the graph has the inputs \(inputs); one is expected"))
      }
      return GraphPart(
        file: file, input: file.graph.inputs[0].name, extents: file.graph.inputs[0].extents, outputs: outputs)
    }
    let (outputs, notes) = try withoutSamples(first)
    return (try part(first, outputs), try part(second, second.graph.outputs), nil, notes)
  }

  /// The encoder's outputs that are no random numbers.
  private static func withoutSamples(_ file: ONNXFile) throws -> ([String], [String]) {
    let drawn = Set(file.graph.nodes.filter { Operators.random.contains($0.operation) }.flatMap(\.outputs))
    let random = file.graph.dependents(of: drawn)
    let kept = file.graph.outputs.filter { !random.contains($0) }
    guard !kept.isEmpty else {
      let node = file.graph.nodes.first { Operators.random.contains($0.operation) } ?? file.graph.nodes[0]
      throw ONNXError(file.path, .random(node.title))
    }
    let left = file.graph.outputs.filter { random.contains($0) }
    return (kept, left.map { "the output \"\($0)\" is a random draw and is left out" })
  }

  /// One graph with both.
  private static func split(
    _ file: ONNXFile
  ) throws -> (encoder: GraphPart, decoder: GraphPart, spread: String?, notes: [String]) {
    let graph = file.graph
    if graph.inputs.count == 2 { return try byInputs(file) }
    guard graph.inputs.count == 1 else {
      throw ONNXError(
        file.path,
        .interface("the graph has \(graph.inputs.count) inputs; a picture, or a picture and a latent, are expected"))
    }
    let input = graph.inputs[0]
    let cut = try GraphCut(file, input: input.name)
    let encoder = GraphPart(file: file, input: input.name, extents: input.extents, outputs: cut.encoderOutputs)
    let decoder = GraphPart(file: file, input: cut.latent, extents: [], outputs: cut.decoderOutputs)
    return (encoder, decoder, cut.spread, cut.notes)
  }

  /// A graph with a picture and a latent as inputs: two networks that do not touch.
  private static func byInputs(
    _ file: ONNXFile
  ) throws -> (encoder: GraphPart, decoder: GraphPart, spread: String?, notes: [String]) {
    let graph = file.graph
    let isPicture = graph.inputs.map { $0.extents.count == 4 && [1, 3].contains($0.extents[1]) }
    let first = isPicture[0] || !isPicture[1] ? 0 : 1
    let (picture, latent) = (graph.inputs[first], graph.inputs[1 - first])
    let fromLatent = graph.dependents(of: [latent.name])
    let fromPicture = graph.dependents(of: [picture.name])
    let encoded = graph.outputs.filter { fromPicture.contains($0) && !fromLatent.contains($0) }
    let decoded = graph.outputs.filter { fromLatent.contains($0) && !fromPicture.contains($0) }
    guard !encoded.isEmpty, !decoded.isEmpty else {
      throw ONNXError(
        file.path,
        .interface("\"\(picture.name)\" and \"\(latent.name)\" are not the inputs of an encoder and of a decoder"))
    }
    return (
      GraphPart(file: file, input: picture.name, extents: picture.extents, outputs: encoded),
      GraphPart(file: file, input: latent.name, extents: latent.extents, outputs: decoded), nil, []
    )
  }
}

/// How an encoder takes pictures.
private struct PictureForm {
  let graph: [Int]
  let picture: [Int]
  let notes: [String]

  /// The extents of a picture of so many numbers: of the given size, or square.
  static func square(_ features: Int, _ size: (height: Int, width: Int)?) -> [Int]? {
    for channels in [1, 3] where features.isMultiple(of: channels) {
      let pixels = features / channels
      if let size {
        if size.height * size.width == pixels { return [1, channels, size.height, size.width] }
      } else {
        let side = Int(Double(pixels).squareRoot().rounded())
        if side * side == pixels { return [1, channels, side, side] }
      }
    }
    return nil
  }
}
