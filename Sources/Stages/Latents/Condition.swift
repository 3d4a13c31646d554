import Autoencoders
import Dataflow
import Documents

/// A label of a conditional model.
struct Condition: Sendable {
  let name: String
  let index: Int

  /// What items tell of it.
  static let fact = "condition"

  /// Finds a label by its name, or by its number.
  /// - Throws: ``FieldError`` for a model without labels, or without this one.
  init(_ text: String, of model: Autoencoder) throws {
    let labels = model.description.labels
    guard !labels.isEmpty else {
      throw FieldError(nil, "the model \"\(model.name)\" was trained without labels; take \"condition\" out")
    }
    guard let index = labels.firstIndex(of: text) ?? Int(text).flatMap({ labels.indices.contains($0) ? $0 : nil })
    else {
      let hint = NearestName.hint(for: text, among: labels)
      let known = "; it has " + labels.prefix(20).joined(separator: ", ") + (labels.count > 20 ? ", …" : "")
      throw FieldError(
        "label", "the model \"\(model.name)\" has no label \"\(text)\"\(hint.isEmpty ? known : hint)")
    }
    (self.name, self.index) = (labels[index], index)
  }
}

/// The number of an item's label.
enum ConditionKey: CarriedKey { typealias Value = Int }

extension Item {
  /// The number of its label; none that any model has where nobody has set one.
  var label: Int { carried[ConditionKey.self] ?? -1 }
}

extension Environment {
  /// Makes sure that a conditional model will be told a label.
  func checkCondition(of model: Autoencoder, for stage: String) throws {
    guard !model.description.labels.isEmpty, let facts = self[UpstreamFacts.self], !facts.contains(Condition.fact)
    else { return }
    throw FieldError(
      nil,
      "the model \"\(model.name)\" needs a label with everything it is given, and none is set here: put "
        + "`condition: {label: \(model.description.labels[0])}` before \"\(stage)\"")
  }
}
