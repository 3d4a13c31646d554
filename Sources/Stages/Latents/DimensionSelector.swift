import Autoencoders
import Dataflow
import Documents
import Tensors

/// Latent dimensions as a recipe names them: by the model's name, an index, a range as `0-9`, or a list with commas.
enum DimensionSelector {
  /// The offsets into a latent, in the order in which they are written.
  /// - Throws: ``FieldError`` for a name the model does not have or an index outside its latent.
  static func resolve(_ parts: [String], _ model: Autoencoder, field: String?) throws -> [Int] {
    guard !model.description.input.takesAnySize else {
      throw FieldError(
        field,
        "the latents of \"\(model.name)\" are \(model.description.latentWords), as large as the picture, so that its "
          + "dimensions have no numbers; use an attribute vector")
    }
    return try parts.flatMap { $0.split(separator: ",") }.flatMap { part in
      let text = part.trimmed
      if let index = model.dimension(named: text) { return [index] }
      if let index = Int(text) { return [try check(index, model, field)] }
      if let range = range(text) {
        guard range.0 <= range.1 else { throw FieldError(field, "the range \"\(text)\" goes backwards") }
        return Array(try check(range.0, model, field)...(try check(range.1, model, field)))
      }
      throw unknown(text, model, field)
    }
  }

  /// The same, each with what it is called: by the model's name only where it is named so.
  static func named(_ parts: [String], _ model: Autoencoder, field: String?) throws -> [(name: String, index: Int)] {
    try parts.flatMap { $0.split(separator: ",") }.flatMap { part in
      let text = part.trimmed
      return try resolve([text], model, field: field).map { index in
        (Int(text) == nil && model.dimension(named: text) == index ? text : String(index), index)
      }
    }
  }

  private static func range(_ text: String) -> (Int, Int)? {
    let ends = text.split(separator: "-", maxSplits: 1).map { Int($0.trimmed) }
    guard ends.count == 2, let first = ends[0], let last = ends[1] else { return nil }
    return (first, last)
  }

  private static func check(_ index: Int, _ model: Autoencoder, _ field: String?) throws -> Int {
    let count = model.latentShape.count
    guard (0..<count).contains(index) else {
      throw FieldError(field, "the model \(model.name) has the latent dimensions 0 to \(count - 1), not \(index)")
    }
    return index
  }

  private static func unknown(_ text: String, _ model: Autoencoder, _ field: String?) -> FieldError {
    let names = model.description.dimensions.map(\.name) + model.description.categorical.map(\.name)
    let nearest = NearestName.hint(for: text, among: names)
    let known =
      names.isEmpty
      ? "; the model \(model.name) names none, so use an index or a range as 0-9"
      : "; it names \(names.joined(separator: ", "))"
    return FieldError(field, "unknown dimension \"\(text)\"\(nearest.isEmpty ? known : nearest)")
  }
}

extension Substring {
  /// Without blanks at both ends.
  var trimmed: String {
    let start = drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }
}
