import Documents
import Files

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
    case .noChannels(let name, let shape):
      "\"\(name)\" cannot have a number for each channel: latents of \(shape) have no channels; fit it without --per-channel"
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
    case .tooFew(let name, let counts, let minimum):
      """
      "\(name)" cannot be fitted on \(counts.with) pictures with it and \(counts.without) without; \
      give at least \(minimum) of each beside the tenth that is held out
      """
    case .emptyCell(let name, let cell, let hasAttribute):
      """
      "\(name)" cannot be balanced: no picture \(hasAttribute ? "with" : "without") it is in the cell "\(cell)"; \
      balance over fewer labels, or give such pictures
      """
    case .dependent(let names):
      "\(names.joined(separator: ", ")) point the same way, so they cannot all be projected out; leave one out"
    case .nothingLeft(let name, let others):
      "nothing is left of \"\(name)\" at a right angle to \(others.joined(separator: ", ")); project out less"
    case .fewPictures(let count, let minimum): "\(count) pictures are too few; give at least \(minimum)"
    case .noVariance(let count): "the latents of the \(count) pictures are all the same, so they have no components"
    case .unknownPlace(let vector, let what):
      "the attribute vector \"\(vector)\" does not know \(what); fit it with `zoetrope attribute fit`"
    case .expression(let text, let problem):
      "\"\(text)\" is no sum of vectors: \(problem); write it as \"smile - 0.5*male\""
    case .disagreement(let vector, let own, let model, let found):
      """
      the models "\(own.name)" (\(own.fingerprint.prefix(12))) and "\(model.name)" (\(model.fingerprint.prefix(12))) \
      do not agree about "\(vector)": a picture's place differs by \(short(found.place)) gaps (at most \
      \(short(ModelAgreement.limit.place))), a sample by \(short(found.sample)) (at most \
      \(short(ModelAgreement.limit.sample))); fit it again
      """
    case .pair(let path, let line):
      "\(path):\(line): write two pictures, without and with the attribute, with a tab between them"
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

  /// Two significant digits or so.
  private func short(_ value: Double) -> String { "\((value * 10000).rounded() / 10000)" }
}
