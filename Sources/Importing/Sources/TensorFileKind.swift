import Archives
import Checkpoints
import Files

/// The formats of files with tensors.
enum TensorFileKind {
  case safetensors
  case torch

  /// The format of a file by its first bytes, or else by its name; nil for none of them. An archive is PyTorch's until it
  /// turns out not to be.
  init?(_ path: Path) throws(FileError) {
    let bytes = try InputFile(path).readPrefix(9)
    if ZipArchive.begins(bytes) || bytes.first == 0x80 {
      self = .torch
    } else if bytes.count > 8 && bytes[8] == UInt8(ascii: "{") || path.ext == "safetensors" {
      self = .safetensors
    } else if ["pth", "pt", "bin", "ckpt", "npz"].contains(path.ext) {
      self = .torch
    } else {
      return nil
    }
  }

  /// Opens a file of whatever format.
  /// - Throws: what is wrong with it; `ImportError.unknownKind`.
  static func open(_ path: Path) throws -> any TensorStore {
    switch try Self(path) {
    case .safetensors: return try SafeTensors(path)
    case .torch:
      guard ZipArchive.begins(try InputFile(path).readPrefix(4)) else { return try TorchFile(path) }
      let isNumPy = try ZipArchive(path).members.contains { $0.name.hasSuffix(".npy") }
      return isNumPy ? try NPZ.read(path) : try TorchFile(path)
    case nil: throw ImportError.unknownKind([path.string], known: [StateDictSource.summary])
    }
  }
}
