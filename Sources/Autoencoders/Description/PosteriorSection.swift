import Documents
import Layers

/// What `model.yaml` says about the posterior: how mean and spread come from the encoder.
struct PosteriorSection: Sendable {
  /// How the two are laid out.
  enum Layout: String, CaseIterable, Sendable {
    /// Two heads.
    case separate
    /// One head whose first axis has the mean before the spread.
    case chunked
    /// One head that gives mean, spread, mean, spread, …
    case interleaved
    /// No spread: the encoder gives a point.
    case none
  }

  let layout: Layout

  /// The one head of the layouts `chunked` and `interleaved`.
  let joint: Head

  let mean: Head

  /// nil for the layout `none`.
  let spread: SpreadHead?

  /// The components of a mixture, which its heads give one after the other; nil for one normal distribution.
  let mixture: MixtureHeads?

  /// Its categorical latents, which lie behind the continuous ones.
  let categorical: [CategoricalHead]

  /// Whether it gives continuous latents beside them.
  let isContinuous: Bool

  private static let fields: [FieldDeclaration] =
    [
      .optional(
        "layout", .choice(Layout.allCases.map(\.rawValue)), default: .text("separate"), "how mean and spread lie"),
      .optional("head", .section("a mapping"), "the one head of the layouts chunked and interleaved"),
      .optional("mean", .section("a mapping"), "the head that gives the mean"),
      .optional(
        "categorical", .section("a mapping"),
        "latents that are categories: {shape: {categories: 10, logits: …}}"),
    ] + SpreadHead.fields + MixtureHeads.fields

  init(_ node: Node, _ reading: inout Reading) {
    let fields = Fields(node, of: "posterior", declared: Self.fields, &reading)
    let layout = Layout(rawValue: fields.text("layout")) ?? .separate
    self.layout = layout
    joint = fields.section("head").map { Head($0, of: "\"head\" of posterior", &reading) } ?? Head(at: node)
    mean = fields.section("mean").map { Head($0, of: "\"mean\" of posterior", &reading) } ?? Head(at: node)
    let spread = SpreadHead(fields, of: "posterior", &reading)
    self.spread = layout == .none ? nil : spread ?? SpreadHead(.logVariance, at: node)
    mixture = MixtureHeads(fields, &reading)
    if layout == .none, let place = fields.place("mixture") {
      reading.error(
        "a posterior with `layout: none` is a point, and no mixture; leave \"mixture\" out",
        at: place)
    }
    categorical = fields.section("categorical").map { CategoricalHead.readAll($0, &reading) } ?? []
    isContinuous =
      fields.place("categorical") == nil
      || ["mean", "head", "layout"].contains { fields.place($0) != nil }
      || spread != nil
    if isContinuous { Self.check(layout, fields, hasSpread: spread != nil, at: node, &reading) }
    if let place = fields.place("categorical"), layout == .none || mixture != nil {
      let other = mixture == nil ? "`layout: none`" : "\"mixture\""
      reading.error(
        "\(other) does not go with categorical latents; take one of them out", at: place)
    }
  }

  private static func check(
    _ layout: Layout, _ fields: Fields, hasSpread: Bool, at node: Node, _ reading: inout Reading
  ) {
    switch layout {
    case .separate where !hasSpread:
      let advice = "for one head say `layout: chunked` or `interleaved`, for none `layout: none`"
      reading.error("posterior needs \"log variance\", \"log sigma\" or \"sigma\"; \(advice)", at: node)
    case .none where hasSpread:
      reading.error("a posterior with `layout: none` is a point and has no spread; leave it out", at: node)
    default: break
    }
    if layout == .separate || layout == .none, let place = fields.place("head") {
      reading.error("\"head\" is for the layouts chunked and interleaved; name the head \"mean\"", at: place)
    }
  }

  /// What it is, in the form that a fingerprint covers.
  var canonical: JSONValue {
    .object(
      [
        .init("head", joint.canonical), .init("layout", .string(layout.rawValue)),
        .init("mean", mean.canonical),
        .init("spread", spread?.canonical ?? .null),
      ] + (mixture.map { [.init("mixture", $0.canonical)] } ?? [])
        + (categorical.isEmpty ? [] : [.init("categorical", categorical.canonical)]))
  }
}
