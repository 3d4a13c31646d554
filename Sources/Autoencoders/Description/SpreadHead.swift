import Documents
import Layers

/// The head that gives a spread, and which measure of spread it gives.
struct SpreadHead: Sendable {
  /// The measure.
  let measure: Spread

  /// Where in the network it comes from.
  let head: Head

  /// The fields by which a section may name it.
  static let fields: [FieldDeclaration] = Spread.allCases.map {
    .optional($0.rawValue, .section("a mapping"), "the head that gives the \($0.rawValue)")
  }

  /// The one that a section names; nil for none, and noted for several.
  init?(_ fields: Fields, of owner: String, _ reading: inout Reading) {
    let given = Spread.allCases.compactMap { measure in fields.section(measure.rawValue).map { (measure, $0) } }
    guard let (measure, node) = given.first else { return nil }
    for (other, place) in given.dropFirst() {
      reading.error(
        "\(owner) has both \"\(measure.rawValue)\" and \"\(other.rawValue)\"; keep the one it gives", at: place)
    }
    self.measure = measure
    self.head = Head(node, of: "\"\(measure.rawValue)\" of \(owner)", &reading)
  }

  /// A spread of a measure, as it is.
  init(_ measure: Spread, at place: Node) {
    self.measure = measure
    self.head = Head(at: place)
  }

  /// What it is, in the form that a fingerprint covers.
  var canonical: JSONValue { .object([.init("head", head.canonical), .init("measure", .string(measure.rawValue))]) }
}
