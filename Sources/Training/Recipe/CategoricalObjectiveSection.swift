import Documents
import Layers

extension CategoricalObjective {
  private static let steps = 0...1_000_000_000
  private static let fields: [FieldDeclaration] = [
    .optional("beta", .number(0...1e6), default: .number(1), "the factor of the categories' KL divergence"),
    .optional("warm up", .integer(steps), "the steps in which beta rises from 0"),
    .optional("capacity", .number(0...1e6), "the nats that it is held at, with beta as its price"),
    .optional("capacity steps", .integer(steps), "the steps in which the capacity rises from 0"),
    .optional("temperature", .number(0.01...100), default: .number(0.67), "of the Gumbel-softmax, at the end"),
    .optional("start", .number(0.01...100), default: .number(1), "the temperature at the beginning"),
    .optional("annealing steps", .integer(steps), "the steps in which the temperature goes from start to its end"),
    .optional(
      "other view", .flag, default: .flag(false),
      "whether categories are told from another variation of each picture than the one that is reconstructed"),
    .optional(
      "balance", .number(0...1e6), default: .number(0),
      "the price of a nat by which categories are not equally frequent"),
  ]

  /// Reads what a training recipe says about them.
  init(_ node: Node, _ reading: inout Reading) {
    self.init()
    let fields = Fields(node, of: "\"categorical\" of objective", declared: Self.fields, &reading)
    func ramp(from start: Double, to end: Double, _ steps: String) -> Ramp {
      fields.place(steps) == nil ? .constant(end) : Ramp(from: start, to: end, steps: fields.integer(steps))
    }
    beta = ramp(from: 0, to: fields.number("beta") ?? 1, "warm up")
    capacity = fields.number("capacity").map { ramp(from: 0, to: $0, "capacity steps") }
    temperature = ramp(from: fields.number("start") ?? 1, to: fields.number("temperature") ?? 0.67, "annealing steps")
    balance = fields.number("balance") ?? 0
    seesOtherView = fields.flag("other view")
    for (name, needed) in [("capacity steps", "capacity"), ("start", "annealing steps")] {
      if fields.place(needed) == nil, let place = fields.place(name) {
        reading.error("\"\(name)\" of categorical means nothing without \"\(needed)\"; say that too", at: place)
      }
    }
  }
}
