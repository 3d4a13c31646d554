import Checkpoints
package import Files
import Tensors

/// A model of pictures of any size, small enough that a test is done with it in no time: convolutions each way, latents of
/// four channels and half the pictures' height and width. Its weights are noise.
package enum SpatialModel {
  /// Writes the model's folder.
  package static func write(to folder: Path, name: String = "spatial") throws {
    try AtomicFile.write(
      Array(description(name).utf8), to: folder / "model.yaml", existing: .overwrite, synchronised: false)
    try SafeTensors.write(tensors, to: folder / "weights.safetensors", existing: .overwrite)
  }

  private static var tensors: [String: Tensor] {
    func noise(_ name: String, _ shape: Shape, _ scale: Float) -> Tensor {
      RandomSource(seed: 1, stage: "spatial", item: name).normals(shape).map { $0 * scale }
    }
    return [
      "encoder.0.weight": noise("a", [8, 3, 3, 3], 0.2), "encoder.0.bias": noise("b", [8], 0.2),
      "encoder.1.weight": noise("c", [4, 8, 2, 2], 0.2), "encoder.1.bias": noise("d", [4], 0.2),
      "decoder.0.weight": noise("e", [8, 4, 3, 3], 0.2), "decoder.0.bias": noise("f", [8], 0.2),
      "decoder.1.weight": noise("g", [3, 8, 3, 3], 0.2), "decoder.1.bias": noise("h", [3], 0.2),
    ]
  }

  private static func description(_ name: String) -> String {
    """
    format: 1
    name: \(name)
    input: {channels: 3, height: {multiple of: 4}, width: {multiple of: 4}, range: [0, 1]}
    latent: [4, height/2, width/2]
    encoder:
      - conv2d: {name: encoder.0, out: 8, kernel: 3, padding: 1}
      - relu
      - conv2d: {name: encoder.1, out: 4, kernel: 2, stride: 2}
    posterior: {layout: none}
    decoder:
      - conv2d: {name: decoder.0, out: 8, kernel: 3, padding: 1}
      - relu
      - upsample: 2
      - conv2d: {name: decoder.1, out: 3, kernel: 3, padding: 1}
    likelihood: {mean: {activation: sigmoid}, variance: 1}

    """
  }
}
