package import Files

/// A kind of files that models come in: state dicts, diffusers' folders, graphs.
///
/// A new kind is one file that conforms, and one line in `ImportSources`.
package protocol ImportSource: Sendable {
  /// What it reads, in a phrase for people: `PyTorch state dicts (.pth, .pt)`.
  static var summary: String { get }

  /// Whether it reads these files, told by what they begin with rather than by their names.
  /// - Throws: `FileError` for a file that is not there.
  static func recognises(_ paths: [Path]) throws -> Bool

  /// Reads a model; nothing in the files is executed, and nothing is written.
  /// - Parameters:
  ///   - paths: one file or folder, or several that are one model, as an encoder and a decoder.
  ///   - settings: what the user says about it.
  /// - Throws: `ImportError`, `FileError`, `CheckpointError` and what else its readers say.
  static func read(_ paths: [Path], _ settings: ImportSettings) throws -> ImportedModel
}
