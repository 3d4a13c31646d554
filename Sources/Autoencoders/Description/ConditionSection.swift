import Documents
import Layers

/// What `model.yaml` says encoder and decoder are told of each picture: `condition: {labels: [zero, one]}` (a conditional
/// variational autoencoder, K. Sohn et al., 2015).
struct ConditionSection: Sendable {
  /// The names of the classes, in the order of the numbers that the networks get: 1 for the class, 0 for the others.
  let labels: [String]

  private static let fields: [FieldDeclaration] = [
    .required("labels", .section("a list of names"), "the names of the classes, as [zero, one]")
  ]
  private static let counts = 2...4096

  /// Reads `condition`.
  init(_ node: Node, _ reading: inout Reading) {
    let fields = Fields(node, of: "condition", declared: Self.fields, &reading)
    guard let place = fields.section("labels") else {
      labels = []
      return
    }
    labels = (place.sequence ?? []).compactMap(\.scalar?.text).filter { !$0.isEmpty }
    if labels.count != place.sequence?.count || !Self.counts.contains(labels.count) {
      reading.error(
        "\"labels\" of condition must be a list of 2 to 4096 names, as [zero, one], but is \(place.kind)", at: place)
    } else if let twice = labels.first(where: { label in labels.count(where: { $0 == label }) > 1 }) {
      reading.error("\"labels\" of condition has \"\(twice)\" twice", at: place)
    }
  }
}
