import Documents
import Layers

extension Objective {
  private static let fields: [FieldDeclaration] = [
    .optional(
      "beta", .numbers, default: .numbers([1]), "the factor of the KL divergence; a list trains one model each"),
    .optional("warm up", .integer(0...1_000_000_000), "the steps in which beta rises from 0"),
    .optional("capacity", .number(0...1e6), "the nats that the KL divergence is held at, with beta as its price"),
    .optional("capacity steps", .integer(0...1_000_000_000), "the steps in which the capacity rises from 0"),
    .optional("free bits", .number(0...1e3), default: .number(0), "nats of each dimension that cost nothing"),
    .optional(
      "variance weight", .number(0...1), default: .number(0),
      "how strongly samples are weighted by their variance (β-NLL)"),
    .optional(
      "pull", .number(0...1e6), "trains graphics codes: what does not vary in a group is pulled to its mean so strongly"
    ),
    .optional(
      "anchor", .number(0...1e6), "holds each graphics code to its factor, in standard deviations, so strongly"),
    .optional(
      "contrast", .number(0...1e6),
      "holds what the decoder makes of a change within a group to that change, relative to its size, so strongly"),
    .optional(
      "categorical", .section("a mapping"),
      "what is made of categories: {beta, capacity, temperature, …}"),
  ]

  /// Reads what a training recipe says about it.
  /// - Returns: one objective for each β of a list, in its order.
  static func all(_ node: Node, _ reading: inout Reading) -> [Objective] {
    let fields = Fields(node, of: "objective", declared: Self.fields, &reading)
    let betas = fields.numbers("beta")
    if let place = fields.place("beta"), !betas.allSatisfy((0...1e6).contains) || Set(betas).count < betas.count {
      reading.error("\"beta\" is a number from 0 to 1e6, or a list of different ones, as [1, 2, 4, 8]", at: place)
    }
    var objective = Objective()
    objective.capacity = fields.number("capacity").map { Self.ramp(to: $0, over: "capacity steps", fields) }
    objective.freeBits = fields.number("free bits") ?? 0
    objective.varianceWeight = fields.number("variance weight") ?? 0
    objective.pull = fields.number("pull")
    objective.anchor = fields.number("anchor")
    objective.contrast = fields.number("contrast")
    if objective.pull == nil, let place = fields.place("anchor") {
      reading.error("\"anchor\" holds graphics codes to their factors; say \"pull\" too", at: place)
    }
    if objective.pull == nil, let place = fields.place("contrast") {
      reading.error("\"contrast\" is of groups, which train graphics codes; say \"pull\" too", at: place)
    }
    if let node = fields.section("categorical") { objective.categorical = CategoricalObjective(node, &reading) }
    if objective.capacity == nil, let place = fields.place("capacity steps") {
      reading.error("\"capacity steps\" says how long the capacity rises; say \"capacity\" too", at: place)
    }
    return betas.map { beta in
      objective.beta = ramp(to: beta, over: "warm up", fields)
      return objective
    }
  }

  private static func ramp(to end: Double, over steps: String, _ fields: Fields) -> Ramp {
    fields.place(steps) == nil ? .constant(end) : Ramp(from: 0, to: end, steps: fields.integer(steps))
  }
}
