import Documents
import Layers

/// What `model.yaml` says about a posterior that is a mixture of normal distributions: `mixture: 4, logits: {linear: …}`.
///
/// Mean and spread have the components one after the other along their first axis; the logits are one number for each.
struct MixtureHeads: Sendable {
  /// K.
  let components: Int

  /// The head that gives the logits of the components' weights.
  let logits: Head

  static let fields: [FieldDeclaration] = [
    .optional("mixture", .integer(1...64), "how many normal distributions the posterior is a mixture of"),
    .optional("logits", .section("a mapping"), "the head that gives a number for each component of a mixture"),
  ]

  /// The one that a posterior names; nil for none.
  init?(_ fields: Fields, _ reading: inout Reading) {
    let (count, place) = (fields.place("mixture"), fields.section("logits"))
    if let place, count == nil {
      reading.error("\"logits\" of posterior are the weights of a mixture; say \"mixture\": how many", at: place)
    }
    guard let count else { return nil }
    components = fields.integer("mixture")
    guard let place else {
      logits = Head(at: count)
      reading.error("a mixture needs \"logits\": a head that gives a number for each component", at: count)
      return
    }
    logits = Head(place, of: "\"logits\" of posterior", &reading)
  }

  /// What it is, in the form that a fingerprint covers.
  var canonical: JSONValue { .object([.init("components", .int(components)), .init("logits", logits.canonical)]) }
}
