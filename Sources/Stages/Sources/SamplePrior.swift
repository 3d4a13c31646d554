import Autoencoders
public import Dataflow
import Tensors

/// Latents of the model's prior p(z), out of nothing.
public struct SamplePrior: SourceStage, RecipeStage {
  /// The same as that of `sample z`.
  public static let declaration = SampleZ.declaration

  /// How many latents.
  public var count: Int
  /// The factor of the prior's standard deviation.
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
    .entries((1...max(1, count)).map { SourceEntry(key: "prior/" + String($0).leftPadded(to: 4)) })
  }

  /// One draw of the prior.
  public func read(_ entry: SourceEntry, _ run: RunContext) throws -> Emission<Latent> {
    guard let prior else { throw NotPrepared(stage: "sample z") }
    let noise = run.noise(for: ItemID(key: entry.key)).normals(prior.mean.count, within: truncation)
    var carried = Carried()
    carried[InputRecords.Key.self] = origins?.record(entry, of: run.stage, nil)
    return Emission(Latent(prior.sample(temperature: Float(temperature), noise: noise)), carried: carried)
  }
}

extension String {
  /// Zeros in front, to so many characters.
  func leftPadded(to width: Int) -> String { String(repeating: "0", count: max(0, width - count)) + self }
}
