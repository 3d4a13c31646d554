import Autoencoders
import Checkpoints
import Files
import Kernels
import Tensors

/// A linear autoencoder of pictures of 2×1 grey pixels and latents [2], whose numbers a test can work out by hand.
///
/// encode: features = 2·x; decode: the mean is the latent, the other head its triple.
struct TinyModel {
  var posterior = "{mean: {}, log variance: {linear: {name: spread, out: 2, bias: false}}}"
  var likelihood = "{mean: {channels: 0, reshape: [1, 1, 2]}, variance: 0.25}"
  var encoder = "[flatten, {linear: {name: in, out: 2, bias: false}}]"
  var decoder = "[{linear: {name: out, out: 2, bias: false}}, {reshape: [1, 2]}]"
  var more = ""
  var name = "tiny"
  var tensors: [String: Tensor] = [
    "in.weight": Tensor([2, 2], [2, 0, 0, 2]), "spread.weight": Tensor([2, 2], [1, 0, 0, 0]),
    "out.weight": Tensor([2, 2], [1, 0, 0, 1]),
  ]

  var yaml: String {
    """
    format: 1
    name: \(name)
    input: {channels: 1, height: 1, width: 2, range: [0, 1]}
    latent: [2]
    encoder: \(encoder)
    posterior: \(posterior)
    decoder: \(decoder)
    likelihood: \(likelihood)
    \(more)
    """
  }

  func write(to folder: TemporaryFolder) throws {
    try folder.write(yaml, to: "model.yaml")
    try writeTensors(to: folder)
  }

  func writeTensors(to folder: TemporaryFolder) throws {
    try SafeTensors.write(tensors, to: folder.path / "weights.safetensors", existing: .overwrite)
  }

  /// The model, from a folder that is gone afterwards.
  func load() throws -> Autoencoder {
    let folder = try TemporaryFolder()
    try write(to: folder)
    return try Autoencoder(folder: folder.path, kernels: PortableKernels())
  }
}

/// A picture of the tiny model.
func picture(_ left: Float, _ right: Float) -> Tensor { Tensor([1, 1, 2], [left, right]) }
