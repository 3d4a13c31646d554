import Autoencoders
import Images
import Tensors

/// What a model can do so far: photographs, their reconstructions, and pictures drawn from the prior, the same photographs
/// and the same noise in every epoch.
struct TrainingSheet {
  let model: Autoencoder
  let examples: Examples
  let seed: UInt64

  /// How many pictures stand in a row.
  static let columns = 10

  /// The sheet.
  /// - Throws: what the kernels report; `ModelError` where the model gives no finite pictures.
  func drawn() throws -> Image {
    let pictures = (0..<min(Self.columns, examples.count)).map { examples.picture($0 * examples.count / Self.columns) }
    let means = try model.encode(pictures, spread: false).map { try $0.get().mean }
    let draws = (0..<Self.columns).map { index in
      let noise = RandomSource(seed: seed, stage: "sheet", item: "\(index)").normals(model.latentShape.count)
      return model.prior.sampleNormal(temperature: 1, noise: noise)
    }
    let rows = [pictures, try decoded(means), try decoded(draws)].map { $0.map(image) }
    let side = max(model.pictureShape[1], model.pictureShape[2])
    let style = ContactSheet.Style(enlargement: max(1, min(4, 128 / max(side, 1))))
    return try ContactSheet(rows: rows, rowLabels: ["picture", "reconstruction", "from the prior"], style: style)
      .drawn()
  }

  private func decoded(_ latents: [Tensor]) throws -> [Tensor] {
    try model.decode(latents, spread: false).map { try $0.get().mean }
  }

  private func image(_ tensor: Tensor) -> Image? { try? Image(tensor, range: model.description.input.range) }
}
