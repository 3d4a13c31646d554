import Documents
import Layers

extension TrainingSettings {
  private static let scheduleFields: [FieldDeclaration] = [
    .optional("epochs", .integer(1...1_000_000), default: .integer(10), "how often every picture is seen"),
    .optional("batch", .integer(1...65_536), default: .integer(100), "the pictures of a step"),
    .optional("accumulate", .integer(1...65_536), default: .integer(1), "the batches that are summed up to a step"),
    .optional("rate", .number(0...10), default: .number(1e-3), "the highest rate of the optimiser"),
    .optional(
      "course", .choice(LearningRate.Course.allCases.map(\.rawValue)),
      default: .text(LearningRate.Course.oneCycle.rawValue), "how the rate goes"),
    .optional("warm up", .number(0...1), "the share of the steps in which the rate rises"),
    .optional("weight decay", .number(0...10), default: .number(0), "what a weight loses, times the rate (AdamW)"),
    .optional("clip", .number(0...1e9), "the largest norm of all gradients together"),
    .optional("average", .number(0...1), "what is kept of the weights' moving average in a step"),
  ]

  /// Reads what a training recipe says about how long and how fast.
  mutating func readSchedule(_ node: Node, _ reading: inout Reading) {
    let fields = Fields(node, of: "schedule", declared: Self.scheduleFields, &reading)
    epochs = fields.integer("epochs")
    batch = fields.integer("batch")
    accumulation = fields.integer("accumulate")
    let course = LearningRate.Course(rawValue: fields.text("course")) ?? .oneCycle
    rate = LearningRate(
      peak: fields.number("rate") ?? 1e-3, course: course,
      warmUp: fields.number("warm up") ?? (course == .oneCycle ? 0.3 : 0))
    adam.weightDecay = fields.number("weight decay") ?? 0
    clipping = fields.number("clip")
    average = fields.number("average")
  }
}
