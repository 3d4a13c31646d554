import Documents
import Files

/// The `model.yaml` of an imported model: where it comes from and what was assumed, as comments, and what it is.
struct ImportedText {
  let yaml: String

  init(_ model: ImportedModel, name: String) {
    let root = Node.fields([("format", Node.int(1)), ("name", .text(name))])
    let fields = (root.mapping ?? []) + model.description
    let files = model.sources.map(\.name).joined(separator: ", ")
    var comments = ["Imported from \(files) by `zoetrope import`."]
    if !model.assumptions.isEmpty {
      comments += ["", "The files do not say everything. Assumed, and how to import it otherwise:"]
      comments += model.assumptions.map { "  \($0.words)  (\($0.change))" }
    }
    yaml = comments.map { $0.isEmpty ? "#\n" : "# \($0)\n" }.joined() + Node(.mapping(fields), mark: .start).yaml
  }
}
