public import Autoencoders
public import Dataflow
import Tensors

/// A latent of each posterior: z = μ + t·σ·ε.
public struct SampleZ: MapStage, RecipeStage {
  /// t: 0 takes the mean.
  public var temperature: Double
  /// The largest |ε|; nil for no limit.
  public var truncation: Double?
  /// How many latents of each posterior; nil for one, without a coordinate.
  public var draws: Int?
  private var draw = 0
  /// The model that decodes the latents once more, where a later stage needs their reconstruction.
  private var reconstructor: Autoencoder?

  /// Draws with a factor of the standard deviation; 0 takes the mean.
  public init(temperature: Double, truncation: Double? = nil, draws: Int? = nil) {
    self.temperature = temperature
    self.truncation = truncation
    self.draws = draws
  }

  /// The latents before any edit.
  public var provides: Set<Need> { [.uneditedLatents] }

  /// Takes the pipeline's model where the latents must be kept.
  public mutating func prepare(_ environment: Environment) throws {
    guard environment.demands(.uneditedLatents) else { return }
    reconstructor = try environment.model(for: Self.declaration.name)
  }

  /// An instance for each draw.
  public func variants() -> [Variant<SampleZ>] {
    guard let draws else { return [Variant([], self)] }
    return (0..<draws).map { draw in
      var stage = self
      stage.draw = draw
      return Variant([Coordinate("draw", Double(draw + 1))], stage)
    }
  }

  /// The mean is all that temperature 0 takes.
  public var unread: Set<Part> { temperature == 0 ? [.spread] : [] }

  /// One latent: z = μ + t·σ·ε.
  public func apply(_ item: Item<DiagonalGaussian>, _ run: RunContext) throws -> Latent {
    guard temperature != 0 else { return Latent(item.value.mean) }
    let source = run.noise(for: item.id, draw: draw)
    // What chooses a component is no distance, and is not truncated.
    let choices = source.normals(item.value.noiseCount)[item.value.mean.count...]
    let noise = source.normals(item.value.mean.count, within: truncation) + choices
    return Latent(item.value.sample(temperature: Float(temperature), noise: noise))
  }

  /// The latents of a batch. Where a later stage needs them, they share the place where they are decoded together.
  public func emit(
    _ batch: [Item<DiagonalGaussian>], _ run: RunContext
  ) throws -> [Result<Emission<Latent>, any Error>] {
    let latents = try batch.map { try apply($0, run) }
    let shared = reconstructor.map { Reconstructions($0, of: latents.map(\.tensor), labels: batch.map(\.label)) }
    return zip(batch, latents).enumerated().map { number, pair in
      var carried = pair.0.carried
      if let shared { carried[UneditedKey.self] = Unedited(shared, number) }
      return .success(Emission(pair.1, carried: carried))
    }
  }
}

extension SampleZ {
  /// Where the latents are drawn from.
  public enum Distribution: String, CaseIterable, Sendable { case posterior, prior }

  static let from = Field<Distribution>.choice(
    "from", default: .posterior, help: "the posterior of each picture, or the model's prior, which needs no pictures")
  static let temperature = Field.number(
    "temperature", in: 0...100, required: true, sweeps: true,
    help: "the factor of the standard deviation: 0 takes the mean (of a mixture: of a component), 1 is a fair draw")
  static let truncation = Field.number(
    "truncation", unit: "standard deviations", in: 0.01...100, sweeps: true,
    help: "draws noise again that is farther out than this")
  static let draws = Field.integer(
    "draws", in: 1...10_000, help: "so many latents of each posterior, told apart by the coordinate draw")
  static let count = Field.integer("count", in: 1...1_000_000, help: "how many latents of the prior")

  /// The facts about the stage in recipes.
  public static let declaration = StageDeclaration(
    "sample z", summary: "A latent of each posterior, or of the prior: z = μ + t·σ·ε.",
    details:
      "Noise is keyed by the seed, the stage's id, the item's key and the draw; the values of a sweep share it. "
      + "Of a posterior that is a mixture a component is drawn by its weight first, and temperature 0 takes the mean of the "
      + "likeliest. "
      + "With `from: prior` the stage is a source: its items are called prior/0001, prior/0002, … They are drawn from the "
      + "mixture that the model's folder carries (`zoetrope prior fit`), where z = mₖ + t·Lₖ·ε around the mean of a component k "
      + "chosen by its weight, whatever the temperature t; else from the normal distribution of the training.",
    forms: [.init(.posterior, .latents), .init(nil, .latents)],
    fields: [
      from.declaration, temperature.declaration, truncation.declaration, draws.declaration, count.declaration,
    ],
    example: "- sample z: {temperature: 0}", bridgeHint: "`temperature: 0` takes the mean"
  ) { arguments in
    let (temperature, truncation) = (try arguments(temperature), try arguments.optional(truncation))
    let (draws, count) = (try arguments.optional(draws), try arguments.optional(count))
    switch try arguments(from) {
    case .posterior:
      guard count == nil else {
        throw FieldError("count", "\"count\" goes with from: prior; draws of a posterior are counted by \"draws\"")
      }
      return .map(SampleZ(temperature: temperature, truncation: truncation, draws: draws))
    case .prior:
      guard draws == nil else {
        throw FieldError("draws", "the prior's latents are counted by \"count\", not \"draws\"")
      }
      guard let count else { throw FieldError("from", "from: prior needs \"count\": how many latents to draw") }
      return .source(SamplePrior(count: count, temperature: temperature, truncation: truncation))
    }
  }
}

extension RandomSource {
  /// Standard normal numbers, those beyond a limit drawn again.
  func normals(_ count: Int, within limit: Double?) -> [Float] {
    guard let limit else { return normals(count) }
    let attempts = 64
    let all = normals(count * attempts)
    return (0..<count).map { i in
      let tries = (0..<attempts).lazy.map { all[i + $0 * count] }
      return tries.first { abs($0) <= Float(limit) } ?? max(-Float(limit), min(Float(limit), all[i]))
    }
  }
}
