import Checkpoints
package import Files
import Tensors

/// A toy whose latents are two numbers and one of three categories: pictures of 8×8, a linear map each way.
package enum CategoricalToy {
  /// Writes the model's folder.
  package static func write(to folder: Path) throws {
    try AtomicFile.write(Array(description.utf8), to: folder / "model.yaml", existing: .overwrite, synchronised: false)
    func noise(_ name: String, _ shape: Shape, _ scale: Float) -> Tensor {
      RandomSource(seed: 3, stage: "toy", item: name).normals(shape).map { $0 * scale }
    }
    let weights = [
      "mean.weight": noise("a", [2, 192], 0.2), "mean.bias": noise("b", [2], 0.5),
      "spread.weight": noise("c", [2, 192], 0.05), "spread.bias": noise("d", [2], 0.5),
      "shape.weight": noise("g", [3, 192], 0.4), "shape.bias": noise("h", [3], 0.5),
      "decoder.0.weight": noise("e", [192, 5], 0.5), "decoder.0.bias": noise("f", [192], 0.5),
    ]
    try SafeTensors.write(weights, to: folder / "weights.safetensors", existing: .overwrite)
  }

  private static let description = """
    format: 1
    name: kinds
    input: {channels: 3, height: 8, width: 8, range: [0, 1]}
    latent: [5]
    encoder: [flatten]
    posterior:
      mean: {linear: {name: mean, out: 2}}
      log variance: {linear: {name: spread, out: 2}}
      categorical:
        shape: {categories: [round, flat, odd], logits: {linear: {name: shape, out: 3}}}
    decoder:
      - linear: {name: decoder.0, out: 192}
      - reshape: [3, 8, 8]
    likelihood: {mean: {activation: sigmoid}, variance: 0.1}
    dimensions: {hue: 1}

    """
}
