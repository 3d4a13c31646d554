package import Autoencoders
import Checkpoints
package import Files
package import Images
package import Tensors

/// A model small enough that a test is done with it in no time: pictures of 8×8, latents of 4, a linear map each way.
/// Its weights are noise; what the tests look at is what happens around it.
package enum ToyModel {
  package static let size = PixelSize(width: 8, height: 8)

  /// Writes the model's folder.
  /// - Parameters:
  ///   - seed: another one makes another model.
  ///   - mixture: the tensors of a mixture that its folder carries; nil for none.
  ///   - labels: the classes that its decoder is told of.
  ///   - change: what a test wants to be wrong with its weights.
  package static func write(
    to folder: Path, name: String = "toy", seed: UInt64 = 1, mixture: [String: Tensor]? = nil, labels: [String] = [],
    change: (inout [String: Tensor]) -> Void = { _ in }
  ) throws {
    var weights = tensors(seed, labels: labels.count)
    change(&weights)
    try AtomicFile.write(
      Array((description(name, labels) + (mixture == nil ? "" : "prior: {mixture: prior.safetensors}\n")).utf8),
      to: folder / "model.yaml", existing: .overwrite, synchronised: false)
    if let mixture { try SafeTensors.write(mixture, to: folder / "prior.safetensors", existing: .overwrite) }
    try SafeTensors.write(weights, to: folder / "weights.safetensors", existing: .overwrite)
  }

  /// An attribute vector of the model in a folder.
  package static func vector(_ name: String, of folder: Path) throws -> AttributeVector {
    let model = try Autoencoder(folder: folder)
    return try AttributeVector(
      name: name, vector: Tensor([4], [3, 0, 4, 0]), gap: 2, sigma: 0.5,
      model: .init(name: model.name, fingerprint: model.fingerprint),
      origin: .init(
        method: "by hand", fitted: .init(with: 1, without: 1), heldOut: .init(with: 1, without: 1), accuracy: 1,
        source: "a test"))
  }

  /// A picture of the model's size that no other number has.
  package static func picture(_ number: Int) -> Image {
    let bytes = (0..<192).map { UInt8(truncatingIfNeeded: $0 * 7 + number * 31 + $0 * number) }
    return Image(size: size, channels: 3, samples: .bytes(bytes))
  }

  private static func tensors(_ seed: UInt64, labels: Int) -> [String: Tensor] {
    func noise(_ name: String, _ shape: Shape, _ scale: Float) -> Tensor {
      RandomSource(seed: seed, stage: "toy", item: name).normals(shape).map { $0 * scale }
    }
    return [
      "encoder.mean.weight": noise("a", [4, 192], 0.2), "encoder.mean.bias": noise("b", [4], 0.5),
      "encoder.log_variance.weight": noise("c", [4, 192], 0.05), "encoder.log_variance.bias": noise("d", [4], 0.5),
      "decoder.0.weight": noise("e", [384, 4 + labels], 0.5), "decoder.0.bias": noise("f", [384], 0.5),
    ]
  }

  private static func description(_ name: String, _ labels: [String]) -> String {
    """
    format: 1
    name: \(name)
    input: {channels: 3, height: 8, width: 8, range: [0, 1]}
    latent: [4]
    encoder:
      - flatten
    posterior:
      mean: {linear: {name: encoder.mean, out: 4}}
      log variance: {linear: {name: encoder.log_variance, out: 4}, clamp: [-12, 4]}
    decoder:
    \(labels.isEmpty ? "" : "  - condition")
      - linear: {name: decoder.0, out: 384}
      - reshape: [6, 8, 8]
    likelihood:
      family: gaussian
      mean: {channels: 0-2, activation: sigmoid}
      log variance: {channels: 3-5, clamp: [-7, 0]}
    dimensions: {hue: 2}
    template: {eyes: [[2, 3], [5, 3]]}
    \(labels.isEmpty ? "" : "condition: {labels: [\(labels.joined(separator: ", "))]}")

    """
  }
}
