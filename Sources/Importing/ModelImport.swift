public import Autoencoders
import Checkpoints
import Documents
public import Files
import Tensors

/// Makes a model folder of files that someone else's program wrote.
///
/// The files are read and never executed; the folder is written only when the model has been built from them and, where
/// golden tensors are given, computes the same numbers.
public struct ModelImport: Sendable {
  /// What was read.
  public let model: ImportedModel

  /// The model, checked; nil where `model.openQuestion` says what its user has to complete.
  public let draft: ModelDraft?

  /// How the golden tensors compare; none if there were none.
  public private(set) var differences: [GoldenCheck.Difference] = []

  /// What the golden tensors told that the files do not say, as options.
  public private(set) var found: [String] = []

  private let folder: Path

  /// Reads a model and checks that its parts fit each other.
  /// - Parameters:
  ///   - sources: a file or a folder, or the files of an encoder and a decoder.
  ///   - folder: the model folder to be made.
  /// - Throws: `ImportError`, what the readers of the files say, `Diagnostics` for parts that do not fit.
  public init(_ sources: [Path], to folder: Path, _ settings: ImportSettings) throws {
    self.folder = folder
    var model = try ImportSources.read(sources, settings)
    model.name = settings.name ?? (folder.name.isEmpty ? model.name : folder.name)
    self.model = model
    draft = model.openQuestion == nil ? try Self.draft(model, settings, for: folder) : nil
    if let draft, let size = settings.size, !size.agrees(with: draft.input) {
      throw ImportError.otherSize(size, takes: draft.input.sizeWords)
    }
  }

  /// Reads a model and makes sure that it gives the numbers of another program. Where it does not, what the user left open
  /// is tried out.
  /// - Parameter golden: tensors that the model is to give, as `GoldenCheck` reads them.
  /// - Throws: `ImportError.notVerified`, and as `init(_:to:_:)`.
  public init(_ sources: [Path], to folder: Path, _ settings: ImportSettings, golden: Path) throws {
    try self.init(sources, to: folder, settings)
    guard let draft else { return }
    do { differences = try Self.verify(draft, golden, tolerance: tolerance) } catch let error as ImportError {
      var search = SettingSearch(sources, to: folder, settings, golden: golden, tolerance: tolerance)
      guard let better = search.run() else { throw error }
      try self.init(sources, to: folder, better)
      if let draft = self.draft { differences = try Self.verify(draft, golden, tolerance: tolerance) }
      found = search.found
    }
  }

  /// Writes the folder: `model.yaml`, `weights.safetensors` and a card, each whole or not at all.
  /// - Throws: `FileError`, `CheckpointError`.
  public func write(existing: AtomicFile.Existing) throws {
    try createFolders(folder)
    try SafeTensors.write(
      model.tensors, metadata: OriginalNames(model.origins).metadata, as: model.precision,
      to: folder / "weights.safetensors", existing: existing)
    let text = draft?.text ?? model.outline
    try AtomicFile.write(Array(text.utf8), to: folder / "model.yaml", existing: existing)
    for file in model.files { try AtomicFile.write(file.bytes, to: folder / file.name, existing: existing) }
    try AtomicFile.write(Array(ImportCard(model).text.utf8), to: folder / "README.md", existing: existing)
  }

  private static func draft(_ model: ImportedModel, _ settings: ImportSettings, for folder: Path) throws -> ModelDraft {
    let tensors = TensorDictionary(model.tensors, path: folder / "weights.safetensors")
    return try ModelDraft(ImportedText(model, name: model.name).yaml, tensors, for: folder)
  }

  /// The largest difference that is no more than rounding: relative to the largest golden number.
  var tolerance: Float { model.precision == .float16 ? 1e-3 : 1e-5 }

  private static func verify(
    _ draft: ModelDraft, _ golden: Path, tolerance: Float
  ) throws -> [GoldenCheck.Difference] {
    let differences = try GoldenCheck.run(try draft.model(), golden)
    for difference in differences where !(difference.relative <= tolerance) {
      throw ImportError.notVerified(tensor: difference.name, difference: difference.relative, tolerance: tolerance)
    }
    return differences
  }
}
