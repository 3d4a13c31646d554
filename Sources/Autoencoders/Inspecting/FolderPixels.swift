public import Files
import Images
import Tensors

extension Autoencoder {
  /// The pictures of files as the model takes them, each sample as a byte, read on all cores.
  /// - Throws: for the first picture that cannot be read, by its file.
  public func pixels(ofEach paths: [Path], _ reader: PictureReader) throws -> [[UInt8]] {
    let range = description.input.range
    return try mapChunks(paths) { chunk in
      try chunk.map { path in
        let samples = try reader.read(path).elements
        return samples.map { UInt8(max(0, min(255, ((range == .unit ? $0 : ($0 + 1) / 2) * 255).rounded()))) }
      }
    }
  }
}
