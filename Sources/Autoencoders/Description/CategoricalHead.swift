import Documents
import Layers

/// What `model.yaml` says about a categorical latent: `categorical: {shape: {categories: 10, logits: {linear: …}}}`.
struct CategoricalHead: Sendable {
  let name: String
  /// The names of its categories.
  let categories: [String]
  /// The head that gives a number for each.
  let logits: Head

  private static let fields: [FieldDeclaration] = [
    .required("categories", .section("a number or a list of names"), "how many categories there are, or their names"),
    .required("logits", .section("a mapping"), "the head that gives a number for each category"),
  ]
  private static let counts = 2...4096

  /// Reads `categorical`: a mapping of names.
  static func readAll(_ node: Node, _ reading: inout Reading) -> [CategoricalHead] {
    guard let entries = node.mapping, !entries.isEmpty else {
      reading.error(
        "\"categorical\" of posterior must be a mapping as {shape: {categories: 10, logits: {…}}}, but is \(node.kind)",
        at: node)
      return []
    }
    return entries.map { CategoricalHead($0.key.text, $0.value, &reading) }
  }

  private init(_ name: String, _ node: Node, _ reading: inout Reading) {
    let owner = "the categorical latent \"\(name)\""
    let fields = Fields(node, of: owner, declared: Self.fields, &reading)
    self.name = name
    categories = fields.section("categories").map { Self.names($0, of: owner, &reading) } ?? []
    logits = fields.section("logits").map { Head($0, of: "\"logits\" of \(owner)", &reading) } ?? Head(at: node)
  }

  private static func names(_ node: Node, of owner: String, _ reading: inout Reading) -> [String] {
    if let count = node.scalar?.int, counts.contains(count) { return (0..<count).map { "\($0)" } }
    let names = (node.sequence ?? []).compactMap(\.scalar?.text).filter { !$0.isEmpty }
    if names.count == node.sequence?.count, counts.contains(names.count), Set(names).count == names.count {
      return names
    }
    reading.error(
      "\"categories\" of \(owner) must be a number from 2 to 4096 or a list of different names, but is \(node.kind)",
      at: node)
    return []
  }
}

extension [CategoricalHead] {
  /// Where each lies in a latent of so many numbers, the last one at the end.
  func placed(in count: Int) -> [CategoricalLatent] {
    var start = count - reduce(0) { $0 + $1.categories.count }
    return map { head in
      defer { start += head.categories.count }
      return CategoricalLatent(
        name: head.name, categories: head.categories, range: start..<start + head.categories.count)
    }
  }

  /// What they are, in the form that a fingerprint covers; names leave the numbers alone.
  var canonical: JSONValue {
    .array(map { .object([.init("categories", .int($0.categories.count)), .init("logits", $0.logits.canonical)]) })
  }
}
