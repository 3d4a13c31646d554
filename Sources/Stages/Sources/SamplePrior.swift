import Autoencoders
public import Dataflow
import Tensors

/// Latents of the model's prior p(z), out of nothing: of the mixture that its folder carries, or else of the normal
/// distribution that it was trained with.
public struct SamplePrior: SourceStage, RecipeStage {
  /// The same as that of `sample z`.
  public static let declaration = SampleZ.declaration

  /// How many latents.
  public var count: Int
  /// The factor of the deviation from the prior's mean, or from the mean of the component that was chosen.
  public var temperature: Double
  /// The largest |ε|; nil for no limit.
  public var truncation: Double?
  private var prior: Prior?
  private var origins: InputRecords.Origins?

  /// Latents called prior/0001, prior/0002, …
  public init(count: Int, temperature: Double = 1, truncation: Double? = nil) {
    self.count = count
    self.temperature = temperature
    self.truncation = truncation
  }

  /// Takes the prior of the pipeline's model.
  public mutating func prepare(_ environment: Environment) throws {
    prior = try environment.model(for: "sample z").prior
    origins = InputRecords.Origins(environment)
  }

  /// The names of the latents.
  public func list() throws -> SourceListing {
    .entries(
      (1...max(1, count)).map {
        let key = "prior/" + String($0).leftPadded(to: 4)
        return SourceEntry(key: key, origin: origin(of: key))
      })
  }

  /// One draw of the prior.
  public func read(_ entry: SourceEntry, _ run: RunContext) throws -> Emission<Latent> {
    guard let prior else { throw NotPrepared(stage: "sample z") }
    guard entry.origin == origin(of: entry.key) else {
      throw MixturePriorError.otherPrior(drawn: Self.words(entry.origin, entry.key), model: prior.words)
    }
    let noise = run.noise(for: ItemID(key: entry.key)).normals(prior.mean.count, within: truncation)
    let choice = prior.mixture == nil ? 0 : run.noise(for: ItemID(key: entry.key), draw: 1).uniforms(1)[0]
    var carried = Carried()
    carried[InputRecords.Key.self] = origins?.record(entry, of: run.stage, nil)
    return Emission(
      Latent(prior.sample(temperature: Float(temperature), choice: choice, noise: noise)), carried: carried)
  }

  /// Where a latent comes from: a mixture by its fingerprint, so that a picture can tell that it was drawn from another one.
  private func origin(of key: String) -> String { prior?.mixture.map { Self.mixturePrefix + $0.fingerprint } ?? key }

  private static let mixturePrefix = "mixture/"

  private static func words(_ origin: String, _ key: String) -> String {
    origin == key ? Prior.normalWords : "the mixture \(origin.dropFirst(mixturePrefix.count).prefix(12))"
  }
}

extension Prior {
  fileprivate static var normalWords: String { "the normal distribution of its training" }
  fileprivate var words: String { mixture.map { "the mixture \($0.fingerprint.prefix(12))" } ?? Self.normalWords }
}

extension String {
  /// Zeros in front, to so many characters.
  func leftPadded(to width: Int) -> String { String(repeating: "0", count: max(0, width - count)) + self }
}
