import Documents
import Files

extension SourceFile {
  /// The text of a `model.yaml` that names the mixture's file: the text as it is if it does, else with one line more, or in a
  /// section `prior` that is there with one field more. Nothing else changes, comments included.
  func naming(mixture name: String) throws(Diagnostics) -> String {
    let root = try YAML.read(self)
    guard let field = root.mapping?.first(where: { $0.key.text == "prior" }), !field.value.isNull else {
      let kept = root["prior"] == nil ? text : withoutLine(root, "prior")
      let end = kept.isEmpty || kept.hasSuffix("\n") ? "" : "\n"
      return kept + end + "\n# What `sample z` draws from, beside this file.\nprior: {mixture: \(name)}\n"
    }
    guard field.value["mixture"] == nil else { return text }
    let mark = field.value.mark
    return inserting(
      line(mark.line).unicodeScalars.dropFirst(mark.column - 1).first == "{"
        ? ("mixture: \(name), ", Mark(line: mark.line, column: mark.column + 1))
        : ("mixture: \(name)\n" + String(repeating: " ", count: mark.column - 1), mark))
  }

  private func inserting(_ piece: (text: String, mark: Mark)) -> String {
    let scalars = line(piece.mark.line).unicodeScalars
    let place = scalars.index(scalars.startIndex, offsetBy: piece.mark.column - 1)
    return String(text[..<place]) + piece.text + String(text[place...])
  }

  /// The text without the line of an empty field.
  private func withoutLine(_ root: Node, _ name: String) -> String {
    guard let key = root.mapping?.first(where: { $0.key.text == name })?.key else { return text }
    let line = line(key.mark.line)
    let end = text[line.endIndex...].first.map { _ in text.index(after: line.endIndex) } ?? line.endIndex
    return String(text[..<line.startIndex]) + String(text[end...])
  }
}
