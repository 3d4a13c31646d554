import Documents
import Layers

/// What `model.yaml` says about the likelihood: how the distribution of pictures comes from the decoder.
struct LikelihoodSection: Sendable {
  /// How the samples of a picture are distributed.
  enum Family: Sendable {
    /// Normal, with a variance for each sample.
    case gaussian(SpreadHead)
    /// Normal, with one variance.
    case fixedVariance(Float)
    /// 0 or 1; the head gives logits.
    case bernoulli
  }

  /// The head that gives the mean; that of a Bernoulli gives its logits.
  let mean: Head

  let family: Family

  private static let fields: [FieldDeclaration] =
    [
      .optional(
        "family", .choice(["gaussian", "bernoulli"]), default: .text("gaussian"), "how samples are distributed"),
      .optional("mean", .section("a mapping"), "the head that gives the mean of a gaussian"),
      .optional("logits", .section("a mapping"), "the head that gives the logits of a bernoulli"),
      .optional("variance", .number(0...1e6), "the one variance of all samples"),
    ] + SpreadHead.fields

  init(_ node: Node, _ reading: inout Reading) {
    let fields = Fields(node, of: "likelihood", declared: Self.fields, &reading)
    let spread = SpreadHead(fields, of: "likelihood", &reading)
    let isBernoulli = fields.text("family") == "bernoulli"
    let (own, foreign) = isBernoulli ? ("logits", "mean") : ("mean", "logits")
    mean = fields.section(own).map { Head($0, of: "\"\(own)\" of likelihood", &reading) } ?? Head(at: node)
    if let place = fields.place(foreign) {
      let family = isBernoulli ? "bernoulli" : "gaussian"
      reading.error("a \(family) likelihood has no \"\(foreign)\"; name its head \"\(own)\"", at: place)
    }
    family = Self.family(fields, spread, isBernoulli: isBernoulli, at: node, &reading)
  }

  private static func family(
    _ fields: Fields, _ spread: SpreadHead?, isBernoulli: Bool, at node: Node, _ reading: inout Reading
  ) -> Family {
    switch (isBernoulli, spread, fields.number("variance")) {
    case (true, nil, nil): return .bernoulli
    case (true, _, _):
      reading.error("a bernoulli likelihood has no variance of its own; leave it out", at: node)
      return .bernoulli
    case (false, let spread?, nil): return .gaussian(spread)
    case (false, nil, let variance?): return .fixedVariance(Float(variance))
    case (false, nil, nil):
      let choices = "\"log variance\" (a head) or \"variance\" (one number)"
      reading.error("a gaussian likelihood needs \(choices), or say `family: bernoulli`", at: node)
    case (false, _?, _?):
      reading.error("likelihood has a variance head and \"variance\"; keep the one the model has", at: node)
    }
    return .fixedVariance(0)
  }

  /// What it is, in the form that a fingerprint covers.
  var canonical: JSONValue {
    let spread: JSONValue =
      switch family {
      case .gaussian(let spread): spread.canonical
      case .fixedVariance(let variance): .number(Double(variance))
      case .bernoulli: .string("bernoulli")
      }
    return .object([.init("mean", mean.canonical), .init("spread", spread)])
  }
}
