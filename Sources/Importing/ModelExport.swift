import Autoencoders
import Checkpoints
public import Files
import Tensors

/// Gives a model's tensors back to other programs: a safetensors file that PyTorch reads, with the names that they had in
/// the files that they were imported from.
public enum ModelExport {
  /// Writes the tensors of a model folder.
  /// - Parameters:
  ///   - model: the model folder.
  ///   - output: the file; the folder for a model that came in several files, which becomes several again.
  /// - Returns: the files that were written.
  /// - Throws: `CheckpointError`, `FileError`.
  public static func write(_ model: Path, to output: Path, existing: AtomicFile.Existing) throws -> [Path] {
    let weights = try SafeTensors(model / "weights.safetensors")
    let origins = OriginalNames(metadata: weights.metadata).origins
    var files: [String?: [String: Tensor]] = [:]
    for name in weights.names where weights.type(of: name)?.isFloat == true {
      let (origin, tensor) = (origins[name], try weights.tensor(name))
      let shape = origin?.shape.flatMap { $0.count == tensor.count ? $0 : nil } ?? tensor.shape
      files[origin?.file, default: [:]][origin?.name ?? name] = tensor.reshaped(shape)
    }
    let type: SafeTensors.FloatType =
      weights.names.allSatisfy { weights.type(of: $0) == .float16 } ? .float16 : .float32
    if files.count > 1 { try createFolders(output) }
    return try files.sorted { ($0.key ?? "") < ($1.key ?? "") }.map { file, tensors in
      let path = files.count > 1 ? output / "\(safe(file ?? "weights")).safetensors" : output
      try SafeTensors.write(tensors, metadata: ["format": "pt"], as: type, to: path, existing: existing)
      return path
    }
  }

  /// A stem that leads out of no folder, whatever a file says.
  private static func safe(_ stem: String) -> String {
    String(stem.map { $0 == "/" ? "_" : $0 })
  }
}
