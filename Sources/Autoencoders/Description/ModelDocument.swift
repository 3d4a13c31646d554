import Documents
import Images
import Layers
import Tensors

/// A `model.yaml`, read and checked as far as it can be without its weights.
struct ModelDocument: Sendable {
  let file: SourceFile
  let description: ModelDescription
  let encoder: [LayerEntry]
  let posterior: PosteriorSection
  let decoder: [LayerEntry]
  let likelihood: LikelihoodSection
  let condition: ConditionSection?

  /// The file of the mixture that latents are drawn from, beside `model.yaml`; nil if it names none.
  let mixtureName: String?

  /// The distribution of latents of pictures of the usual size.
  let prior: Prior
  /// How many components of a mixture the prior of the training has; nil for a normal distribution.
  let priorComponents: Int?

  /// Where `latent` stands, for messages about its shape.
  let latentPlace: Node

  private static let fields: [FieldDeclaration] = [
    .required("format", .integer(1...1), "the version of this format: 1"),
    .required("name", .text, "how messages call the model"),
    .required("input", .section("a mapping"), "the pictures: {channels, height, width, range}"),
    .required("latent", .section("a list"), "the shape of a latent, as [128] or [32, height/8, width/8]"),
    .required("encoder", .layers, "the layers from a picture to the posterior's heads"),
    .required("posterior", .section("a mapping"), "the heads that give mean and spread of a latent"),
    .required("decoder", .layers, "the layers from a latent to the likelihood's heads"),
    .required("likelihood", .section("a mapping"), "the heads that give mean and variance of a picture"),
    .optional("prior", .section("a mapping"), "the distribution of latents: {mean, variance, mixture}"),
    .optional("dimensions", .section("a mapping"), "names of latent dimensions: {smile: 3}"),
    .optional("condition", .section("a mapping"), "what the networks are told of each picture: {labels: [zero, one]}"),
    .optional("template", .section("a mapping"), "where the eyes are in its pictures: {eyes: [[x, y], [x, y]]}"),
    .optional("statistics", .section("a mapping"), "percentiles over the training data"),
  ]

  /// Reads a file.
  /// - Throws: everything that is wrong with it, at once.
  init(_ file: SourceFile) throws(Diagnostics) { try self.init(YAML.read(file), file) }

  /// Reads a description that stands in a file.
  /// - Throws: everything that is wrong with it, at once.
  init(_ root: Node, _ file: SourceFile) throws(Diagnostics) {
    var reading = Reading(file)
    let fields = Fields(root, of: "model.yaml", declared: Self.fields, &reading)
    // What is missing has been noted; an empty place at the same spot would only repeat it.
    func read<Part>(_ name: String, _ make: (Node, inout Reading) -> Part) -> Part {
      if let node = fields.section(name) { return make(node, &reading) }
      var ignored = Reading(file)
      return make(Node(.null, mark: root.mark), &ignored)
    }
    let input = read("input") { ModelDescription.Input($0, &$1) }
    let latent = read("latent") { LatentAxis.readList($0, &$1) }
    posterior = read("posterior") { PosteriorSection($0, &$1) }
    likelihood = read("likelihood") { LikelihoodSection($0, &$1) }
    let shape = Self.latentShape(latent, input, at: fields.section("latent") ?? root, &reading)
    let prior = fields.section("prior").map { PriorSection($0, &reading) }
    mixtureName = prior?.mixtureName
    priorComponents = prior?.components
    condition = fields.section("condition").map { ConditionSection($0, &reading) }
    let categorical = Self.categorical(
      posterior, in: shape, at: fields.section("latent") ?? root, &reading)
    description = ModelDescription(
      name: fields.text("name"), input: input, latent: latent, isDeterministic: posterior.layout == .none,
      prior: shape.map { (prior?.normal($0, &reading) ?? .standard($0)).with(categorical) },
      dimensions: fields.section("dimensions").map {
        NamedDimension.readAll($0, count: input.takesAnySize ? nil : shape?.count, &reading)
      } ?? [],
      categorical: categorical, labels: condition?.labels ?? [],
      eyes: fields.section("template").flatMap { EyePair(template: $0, of: input, &reading) },
      statistics: fields.section("statistics").map { ModelStatistics($0, &reading) })
    if priorComponents != nil, !posterior.categorical.isEmpty, let place = fields.section("prior") {
      reading.error(
        "a prior with \"components\" does not go with categorical latents; take one of them out", at: place)
    }
    self.prior = description.prior ?? .standard([])
    (encoder, decoder) = (fields.layers("encoder"), fields.layers("decoder"))
    latentPlace = fields.section("latent") ?? root
    self.file = file
    try reading.finish()
  }

  /// Where the categorical latents lie; none, with the reason noted, where they do not fit.
  private static func categorical(
    _ posterior: PosteriorSection, in shape: Shape?, at place: Node, _ reading: inout Reading
  ) -> [CategoricalLatent] {
    guard !posterior.categorical.isEmpty, let shape else { return [] }
    let placed = posterior.categorical.placed(in: shape.count)
    let rest = placed[0].range.lowerBound
    if shape.rank == 1, posterior.isContinuous ? rest > 0 : rest == 0 { return placed }
    let all = shape.count - rest
    reading.error(
      posterior.isContinuous
        ? "\"latent\" must be one number, more than the \(all) of its categories: the continuous ones come first"
        : "\"latent\" must be [\(all)], a number for each category, where the posterior has no mean",
      at: place)
    return []
  }

  /// The shape of a latent of pictures of the usual size; nil, with the reason noted, if it does not divide or is too
  /// large.
  private static func latentShape(
    _ axes: [LatentAxis], _ input: ModelDescription.Input, at place: Node, _ reading: inout Reading
  ) -> Shape? {
    let picture = input.usualShape
    let (height, width) = (picture[1], picture[2])
    guard picture.isSensible else {
      reading.error("pictures of \(height)×\(width) pixels are too large", at: place)
      return nil
    }
    let extents = axes.compactMap { $0.extent(height: height, width: width) }
    if extents.count == axes.count {
      if Shape(extents).isSensible { return Shape(extents) }
      reading.error("a latent of the shape \(Shape(extents)) is too large", at: place)
      return nil
    }
    reading.error("the picture's \(height)×\(width) pixels cannot be divided as \"latent\" says", at: place)
    return nil
  }

  /// The architecture in one canonical form, which the fingerprint of the model covers: input, latent, layers and heads,
  /// without what leaves the numbers alone (name, dimensions, prior, template, statistics, and settings that hold anyway).
  var architecture: String {
    let classes = description.labels.count
    let condition: [JSONValue.Member] = classes == 0 ? [] : [.init("condition", .int(classes))]
    return JSONValue.object(
      condition + [
        .init("decoder", decoder.canonical), .init("encoder", encoder.canonical), .init("format", .int(1)),
        .init("input", description.input.canonical),
        .init("latent", .array(description.latent.map { .string($0.description) })),
        .init("likelihood", likelihood.canonical), .init("posterior", posterior.canonical),
      ]
    ).compact
  }
}
