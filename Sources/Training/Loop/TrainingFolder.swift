import Autoencoders
import Checkpoints
import Files
import Images
import Tensors

/// What a training leaves, and where.
struct TrainingFolder {
  /// The model folder.
  let model: Path

  private var folder: Path { model / "training" }
  /// What a stopped training goes on from.
  var checkpoint: Path { folder / "checkpoint.safetensors" }
  private var table: Path { folder / "history.csv" }
  private var description: Path { model / "model.yaml" }
  private var weights: Path { model / "weights.safetensors" }
  private var card: Path { model / "README.md" }

  /// Refuses a folder with a model, or anything that we would replace, that no checkpoint stands beside: it is not ours.
  func checkFree() throws(TrainingError) {
    if model.kind == .file || model.kind == .special { throw .occupied(model, by: "is a file") }
    guard checkpoint.kind == .nothing else { return }
    if let other = [description, weights, card].first(where: { $0.kind != .nothing }) {
      throw .occupied(model, by: "has a \(other.name) of something else")
    }
  }

  /// Whether both files of a model are there.
  var hasModel: Bool { description.kind == .file && weights.kind == .file }

  /// The losses of the epochs so far.
  func history() throws -> TrainingHistory {
    guard table.kind == .file else { return TrainingHistory() }
    return try TrainingHistory(table: readFile(table, limit: 1 << 26), name: table.string)
  }

  func write(_ history: TrainingHistory, title: String) throws {
    try write(history.table, to: table)
    for (name, svg) in TrainingCurves(title: title, history: history).files { try write(svg, to: folder / name) }
  }

  /// - Parameter prior: the mixture that was learned with the networks.
  func write(_ description: String, _ tensors: [String: Tensor], _ prior: MixturePrior? = nil)
    throws
  {
    try SafeTensors.write(tensors, to: weights, existing: .overwrite)
    try prior?.write(to: model / MixturePrior.fileName, existing: .overwrite)
    try write(description, to: self.description)
  }

  func write(_ sheet: Image, epoch: Int) throws {
    let number = String(epoch)
    let name = "sheet-" + String(repeating: "0", count: max(0, 4 - number.count)) + number + ".png"
    try AtomicFile.write(try PNGWriter.encode(sheet), to: folder / name, existing: .overwrite)
  }

  /// A card that somebody has written meanwhile stays.
  func write(card text: String) throws { if card.kind == .nothing { try write(text, to: card) } }

  private func write(_ text: String, to path: Path) throws {
    try AtomicFile.write(Array(text.utf8), to: path, existing: .overwrite)
  }
}
