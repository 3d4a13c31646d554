import Documents
public import Files
public import Tensors

/// Why an attribute vector cannot be used or made.
public enum AttributeError: Error, Hashable, Sendable {
  /// The vector belongs to another model.
  case otherModel(vector: String, of: AttributeVector.ModelIdentity, model: AttributeVector.ModelIdentity)
  /// The vector has another shape than the model's latents.
  case shape(vector: String, expected: Shape, found: Shape)
  /// The model has no vector of this name.
  case unknown(name: String, model: String, available: [String])
  /// A file of a vector lacks something, or it cannot be read.
  case file(Path, missing: String)
  /// The vector is zero or not finite.
  case noDirection(name: String)
  /// The footprint beside a vector is none.
  case footprint(vector: String, found: String)
  /// None of the pictures to fit on has the attribute, or all have.
  case emptyClass(name: String, counts: AttributeVector.ClassCounts)
  /// The table has no such column.
  case column(String, table: Path, columns: [String])
  /// The rows asked for are not in the table.
  case rows(ClosedRange<Int>, table: Path, count: Int)
  /// Pictures that the labels name are not there.
  case missingPictures(first: Path, count: Int)
}

extension AttributeError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .otherModel(let vector, let own, let model):
      """
      the attribute vector "\(vector)" belongs to the model "\(own.name)" (\(own.fingerprint.prefix(12))), not to \
      "\(model.name)" (\(model.fingerprint.prefix(12))); fit it for this model with `zoetrope attribute fit`
      """
    case .shape(let vector, let expected, let found):
      "the attribute vector \"\(vector)\" has the shape \(found), but the model's latents have \(expected)"
    case .unknown(let name, let model, let available):
      "the model \"\(model)\" has no attribute vector \"\(name)\"" + Self.choice(name, available)
    case .file(let path, let missing):
      "\(path.string) is no attribute vector: it lacks \(missing); make one with `zoetrope attribute fit`"
    case .noDirection(let name):
      "the attribute vector \"\(name)\" has no direction: it is zero or not finite"
    case .footprint(let vector, let found):
      "the footprint of the attribute vector \"\(vector)\" has \(found); fit the vector again"
    case .emptyClass(let name, let counts):
      "\"\(name)\" cannot be fitted: \(counts.with) pictures have it and \(counts.without) have not; give some of both"
    case .column(let column, let table, let columns):
      "\(table) has no column \"\(column)\"" + Self.choice(column, columns)
    case .rows(let rows, let table, let count):
      "\(table.string) has \(count) rows, but rows \(rows.lowerBound)-\(rows.upperBound) are asked for"
    case .missingPictures(let first, let count):
      "\(first.string) is not there" + (count > 1 ? ", nor are \(count - 1) more pictures that the labels name" : "")
    }
  }

  private static func choice(_ name: String, _ available: [String]) -> String {
    let hint = NearestName.hint(for: name, among: available)
    if !hint.isEmpty { return hint }
    return available.isEmpty ? "; it has none" : "; it has: " + available.joined(separator: ", ")
  }
}
