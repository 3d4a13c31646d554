import Files
import Tensors

/// The card of an imported model, which its user completes: data and licence are not in the files.
struct ImportCard {
  let text: String

  init(_ model: ImportedModel) {
    let files = model.sources.map { "`\($0.name)`" }.joined(separator: ", ")
    let count = model.tensors.values.reduce(0) { $0 + $1.count }
    var lines = [
      "# \(model.name)", "",
      "Imported from \(files) by `zoetrope import`: \(model.tensors.count) tensors with \(count) numbers. Who trained it, "
        + "on which data and under which licence the files do not say; write it here.",
    ]
    if !model.assumptions.isEmpty {
      lines += ["", "Assumed, as the files do not say it:", ""]
      lines += model.assumptions.map { "- \($0)" }
    }
    text = lines.joined(separator: "\n") + "\n"
  }
}
