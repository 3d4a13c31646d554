import Autoencoders
import Images
import Tensors

/// What a model can do so far: photographs, their reconstructions, and pictures drawn from the prior, the same photographs
/// and the same noise in every epoch. A conditional model draws one label after the other.
struct TrainingSheet {
  let model: Autoencoder
  let examples: Examples
  let labels: ExampleLabels?
  let seed: UInt64

  /// How many pictures stand in a row.
  static let columns = 10

  /// The sheet.
  /// - Throws: what the kernels report; `ModelError` where the model gives no finite pictures.
  func drawn() throws -> Image {
    let places = (0..<min(Self.columns, examples.count)).map { $0 * examples.count / Self.columns }
    let pictures = places.map { examples.picture($0) }
    let own = labels.map { labels in places.map { labels.numbers[$0] } } ?? []
    let means = try model.encode(pictures, labels: own, spread: false).map { try $0.get().mean }
    let draws = (0..<Self.columns).map { index in
      let noise = RandomSource(seed: seed, stage: "sheet", item: "\(index)").normals(
        model.latentShape.count)
      let choice = RandomSource(seed: seed, stage: "sheet", item: "\(index)", draw: 1).uniforms(1)[
        0]
      return model.prior.sampleOfTraining(temperature: 1, choice: choice, noise: noise)
    }
    let others = labels.map { labels in draws.indices.map { $0 % labels.count } } ?? []
    let rows = [pictures, try decoded(means, own), try decoded(draws, others)].map { $0.map(image) }
    let side = max(model.pictureShape[1], model.pictureShape[2])
    let style = ContactSheet.Style(enlargement: max(1, min(4, 128 / max(side, 1))))
    return try ContactSheet(rows: rows, rowLabels: ["picture", "reconstruction", "from the prior"], style: style)
      .drawn()
  }

  private func decoded(_ latents: [Tensor], _ labels: [Int]) throws -> [Tensor] {
    try model.decode(latents, labels: labels, spread: false).map { try $0.get().mean }
  }

  private func image(_ tensor: Tensor) -> Image? { try? Image(tensor, range: model.description.input.range) }
}
