import Dataflow
import Images

/// The file formats `save` writes.
enum SaveFormat: String, CaseIterable, Sendable {
  case png, jpeg, ppm, rgb, gif, npy, safetensors

  /// By the extension of a file's name.
  init?(path: String) {
    switch ItemKey(path).ext.lowercased() {
    case "png": self = .png
    case "jpg", "jpeg": self = .jpeg
    case "ppm", "pgm": self = .ppm
    case "gif": self = .gif
    case "npy": self = .npy
    case "safetensors": self = .safetensors
    default: return nil
    }
  }

  /// Whether it holds arrays of numbers, so that several items may share a file.
  var holdsTensors: Bool { self == .npy || self == .safetensors }
}
