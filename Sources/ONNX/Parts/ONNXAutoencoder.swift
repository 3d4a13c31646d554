package import Files
package import Tensors

/// An encoder and a decoder that were found in ONNX files.
package struct ONNXAutoencoder: Sendable {
  package let encoder: TranslatedNetwork
  package let decoder: TranslatedNetwork
  /// `[channels, height, width]` of a picture.
  package let picture: Shape
  package let latent: Shape
  /// How mean and spread come from the encoder.
  package let heads: ONNXHeads
  /// What was assumed, in words.
  package let notes: [String]

  /// - Parameters:
  ///   - paths: an encoder and a decoder, in any order, or one file with both.
  ///   - size: height and width of pictures where the files leave them open.
  /// - Throws: `ONNXError`, `FileError`.
  package init(_ paths: [Path], size: (height: Int, width: Int)?) throws {
    let parts = try GraphParts(paths, size: size)
    let (encoderInput, encoderOutputs) = (parts.encoder, parts.encoder.outputs)
    var translation = try Translation(
      parts.encoder.file, from: encoderInput.input, shape: parts.graphShape,
      picture: parts.graphShape == parts.pictureShape ? nil : parts.pictureShape)
    try translation.translate(encoderOutputs)
    encoder = try TranslatedNetwork(translation, outputs: encoderOutputs)
    picture = Computed(id: "", shape: parts.pictureShape).item
    let found = try ONNXHeads(
      encoder, decoderInput: parts.decoder.extents, spread: parts.spread, parts.encoder.file.path)
    heads = found
    latent = found.latent
    var back = try Translation(
      parts.decoder.file, from: parts.decoder.input, shape: try parts.latentShape(found.latent))
    try back.translate(parts.decoder.outputs)
    decoder = try TranslatedNetwork(back, outputs: parts.decoder.outputs)
    notes = parts.notes
    try checkDecoder(parts.decoder.file.path)
  }

  private func checkDecoder(_ path: Path) throws(ONNXError) {
    let first = decoder.outputs[0].shape
    let fits = first.rank == 3 && first[1] == picture[1] && first[2] == picture[2]
    guard fits || first.count == picture.count else {
      throw ONNXError(
        path, .interface("the decoder gives \(first), which is no picture as the encoder takes (\(picture))"))
    }
  }
}

/// A network in a graph: where it begins and what it gives.
struct GraphPart {
  let file: ONNXFile
  let input: String
  /// The extents of the input, nil where they are open.
  let extents: [Int?]
  let outputs: [String]
}
