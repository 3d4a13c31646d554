import Autoencoders
public import Files
public import Images
import Kernels
import ONNX

/// A model's encoder and decoder as ONNX files, `encoder.onnx` and `decoder.onnx`, for other programs.
///
/// Inputs are `picture` and `latent` (and `label`, a 1 at the place of the class, where the model has a condition), each
/// a batch of any size; outputs are called `posterior.mean`, `posterior.log_variance`, `likelihood.mean`,
/// `likelihood.log_variance`. Tensors keep the names of the checkpoint. Operators are those of version 17.
public struct ONNXFiles: Sendable {
  /// The bytes of `encoder.onnx`.
  public let encoder: [UInt8]
  /// The bytes of `decoder.onnx`.
  public let decoder: [UInt8]

  /// Reads a model folder.
  /// - Parameter size: of the pictures; needed for a model that takes any.
  /// - Throws: as `ModelPrograms.init(folder:size:)`.
  public init(ofModelIn folder: Path, size: PixelSize? = nil) throws {
    let programs = try ModelPrograms(folder: folder, size: size)
    func bytes(_ program: Program, _ input: String, _ outputs: [String]) throws -> [UInt8] {
      let inputs = Array([input, "label"].prefix(program.inputs.count))
      return try ONNXExport.bytes(program, inputs: inputs, outputs: outputs, producerVersion: Release.version)
    }
    encoder = try bytes(programs.encoder, "picture", programs.encoderOutputs)
    decoder = try bytes(programs.decoder, "latent", programs.decoderOutputs)
  }

  /// Writes both into a folder, whole or not at all.
  /// - Throws: `FileError`, also for files that are there unless they may be replaced.
  /// - Returns: their paths.
  @discardableResult
  public func write(to folder: Path, existing: AtomicFile.Existing) throws -> [Path] {
    try createFolders(folder)
    let files = [(folder / "encoder.onnx", encoder), (folder / "decoder.onnx", decoder)]
    for (path, bytes) in files { try AtomicFile.write(bytes, to: path, existing: existing) }
    return files.map(\.0)
  }
}
