import Documents
public import Files

/// The mixture of a model folder, about to be written.
public struct PriorFile {
  /// The model folder.
  public let folder: Path
  /// Where the mixture goes: the file that `model.yaml` names, or `prior.safetensors`.
  public let path: Path
  private let overwrites: Bool
  private let description: SourceFile
  private let named: String

  /// Looks what is there, before any work.
  /// - Throws: `FileError` for a mixture that is there and may not be replaced; `Diagnostics`.
  public init(in folder: Path, overwrites: Bool) throws {
    self.folder = folder
    self.overwrites = overwrites
    let file = folder / ModelFolder.descriptionName
    description = try SourceFile(name: file.string, bytes: readFile(file, limit: YAML.maximumSize))
    let document = try ModelDocument(description)
    let name = document.mixtureName ?? MixturePrior.fileName
    path = folder / name
    guard document.priorComponents == nil else { throw MixturePriorError.learned(path) }
    named = try description.naming(mixture: name)
    guard overwrites || path.kind == .nothing else { throw FileError(path, .write, .exists) }
  }

  /// Writes the mixture, and names it in `model.yaml`, where nothing else changes.
  /// - Throws: `FileError`.
  public func write(_ prior: MixturePrior) throws {
    try prior.write(to: path, existing: overwrites ? .overwrite : .error)
    guard named != description.text else { return }
    try AtomicFile.write(Array(named.utf8), to: folder / ModelFolder.descriptionName, existing: .overwrite)
  }
}
