import Documents
import Layers
import Tensors

/// What `model.yaml` says about the prior.
struct PriorSection {
  /// The file of a mixture, beside `model.yaml`.
  let mixtureName: String?
  /// How many components of a mixture are learned with the networks; nil where the prior is not learned.
  let components: Int?
  private let mean: Node?
  private let variance: Node?

  private static let fields: [FieldDeclaration] = [
    .optional("mean", .section("a number or a list"), "of all dimensions, or of each; 0 if silent"),
    .optional(
      "variance", .section("a number or a list"), "of all dimensions, or of each; 1 if silent"),
    .optional(
      "components", .integer(1...4096), "of a mixture that is learned together with the networks"),
    .optional(
      "mixture", .text, "a file beside model.yaml with the mixture that latents are drawn from"),
  ]

  init(_ node: Node, _ reading: inout Reading) {
    let fields = Fields(node, of: "prior", declared: Self.fields, &reading)
    (mean, variance) = (fields.section("mean"), fields.section("variance"))
    let name = fields.text("mixture")
    if let place = fields.place("mixture"), !name.isEmpty, !name.hasSuffix(".safetensors") || name.contains("/") {
      reading.error(
        "\"mixture\" of prior must be the name of a file beside model.yaml, as prior.safetensors", at: place)
    }
    components = fields.place("components") == nil ? nil : fields.integer("components")
    for other in ["mean", "variance"] where components != nil {
      guard let place = fields.place(other) else { continue }
      reading.error(
        "a prior with \"components\" learns its mean and variance; take \"\(other)\" out", at: place
      )
    }
    mixtureName = name.isEmpty ? nil : name
  }

  /// The normal distribution of latents of a shape.
  func normal(_ shape: Shape, _ reading: inout Reading) -> Prior {
    let mean = Self.numbers(mean, "mean", shape, 0, -1e9...1e9, &reading)
    let variance = Self.numbers(variance, "variance", shape, 1, 0...1e9, &reading)
    return Prior(mean: mean, variance: variance)
  }

  private static func numbers(
    _ node: Node?, _ name: String, _ shape: Shape, _ fallback: Float, _ range: ClosedRange<Double>,
    _ reading: inout Reading
  ) -> Tensor {
    guard let node else { return Tensor(shape, repeating: fallback) }
    let elements = node.sequence ?? [node]
    let numbers = elements.compactMap { $0.scalar?.double }.filter(range.contains).map { Float($0) }
    if numbers.count == elements.count {
      if node.sequence == nil { return Tensor(shape, repeating: numbers[0]) }
      if numbers.count == shape.count { return Tensor(shape, numbers) }
    }
    reading.error(
      "\"\(name)\" of prior must be a number\(range.lowerBound == 0 ? ", at least 0" : ""), or one for each of \(shape.count) dimensions",
      at: node)
    return Tensor(shape, repeating: fallback)
  }
}
