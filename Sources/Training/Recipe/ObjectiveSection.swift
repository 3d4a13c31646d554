import Documents
import Layers

extension Objective {
  private static let fields: [FieldDeclaration] = [
    .optional("beta", .number(0...1e6), default: .number(1), "the factor of the KL divergence"),
    .optional("warm up", .integer(0...1_000_000_000), "the steps in which beta rises from 0"),
    .optional("capacity", .number(0...1e6), "the nats that the KL divergence is held at, with beta as its price"),
    .optional("capacity steps", .integer(0...1_000_000_000), "the steps in which the capacity rises from 0"),
    .optional("free bits", .number(0...1e3), default: .number(0), "nats of each dimension that cost nothing"),
    .optional(
      "variance weight", .number(0...1), default: .number(0),
      "how strongly samples are weighted by their variance (β-NLL)"),
    .optional(
      "categorical", .section("a mapping"),
      "what is made of categories: {beta, capacity, temperature, …}"),
  ]

  /// Reads what a training recipe says about it.
  init(_ node: Node, _ reading: inout Reading) {
    self.init()
    let fields = Fields(node, of: "objective", declared: Self.fields, &reading)
    let beta = fields.number("beta") ?? 1
    self.beta = Self.ramp(to: beta, over: "warm up", fields)
    capacity = fields.number("capacity").map { Self.ramp(to: $0, over: "capacity steps", fields) }
    freeBits = fields.number("free bits") ?? 0
    varianceWeight = fields.number("variance weight") ?? 0
    if let node = fields.section("categorical") {
      categorical = CategoricalObjective(node, &reading)
    }
    if capacity == nil, let place = fields.place("capacity steps") {
      reading.error("\"capacity steps\" says how long the capacity rises; say \"capacity\" too", at: place)
    }
  }

  private static func ramp(to end: Double, over steps: String, _ fields: Fields) -> Ramp {
    fields.place(steps) == nil ? .constant(end) : Ramp(from: 0, to: end, steps: fields.integer(steps))
  }
}
