public import Autoencoders
public import Kernels
import Tensors

/// Trains a model: one step after the other, each a function of the one before, the settings and the pictures alone.
///
/// Not for several threads at once; a step computes on the workers it was given, how many of them changes no byte.
public final class Trainer {
  /// What is trained.
  public let model: UntrainedModel
  /// How.
  public let settings: TrainingSettings
  /// The steps so far.
  public internal(set) var step = 0

  let examples: Examples
  let encoder: LearningProgram
  let decoder: LearningProgram
  var moments: [AdamMoments]
  var averages: [MovingAverage]
  let workers: any Workers
  private let pieces: [[WeightPiece]]
  let labels: ExampleLabels?
  private let shuffle: Shuffle
  private let codes: GraphicsCodes?
  private var epoch: (number: Int, order: [Int], variations: [Variation])?

  /// - Throws: `TrainingError.tooFewPictures`; for a conditional model `.noLabels`, `.unknownLabel`; for graphics codes
  ///   `.noGroups`, `.noDimension`, `.groupsDoNotFit`, `.variesGroups`.
  public init(
    _ model: UntrainedModel, _ examples: Examples, _ settings: TrainingSettings, _ kernels: any Kernels,
    _ workers: any Workers
  ) throws {
    self.model = model
    self.settings = settings
    self.examples = examples
    self.workers = workers
    codes = try GraphicsCodes(model, examples, settings)
    shuffle = Shuffle(
      seed: settings.seed, count: examples.count, batch: settings.batch * settings.accumulation,
      groups: codes == nil ? [] : examples.groups?.members ?? [])
    labels = try ExampleLabels(examples, for: model.description.labels)
    guard shuffle.stepsPerEpoch > 0 else {
      throw TrainingError.tooFewPictures(found: examples.count, batch: shuffle.batch)
    }
    encoder = kernels.learning(model.encoder, batch: settings.batch, takesInputGradient: false, workers)
    decoder = kernels.learning(model.decoder, batch: settings.batch, takesInputGradient: true, workers)
    pieces = [encoder, decoder].map { $0.parameters.flatMap(WeightPiece.pieces) }
    moments = [encoder, decoder].map { AdamMoments(count: $0.weights.count) }
    averages = [encoder, decoder].compactMap { program in
      settings.average.map { MovingAverage(decay: $0, weights: Array(program.weights)) }
    }
  }

  /// The pictures of a step.
  public var picturesPerStep: Int { settings.batch * settings.accumulation }

  /// The steps of the whole training.
  public var steps: Int { settings.epochs * shuffle.stepsPerEpoch }

  /// The steps of an epoch.
  public var stepsPerEpoch: Int { shuffle.stepsPerEpoch }

  /// The rate of the next step.
  public var rate: Double { settings.rate(step, of: steps) }

  var programs: [LearningProgram] { [encoder, decoder] }

  /// Does one step.
  /// - Returns: the losses before it.
  /// - Throws: `TrainingError.notFinite`, before any weight has changed; what the kernels report.
  public func advance() throws -> Losses {
    var losses = Losses()
    var sums = programs.map { _ in [Float]() }
    for part in 0..<settings.accumulation {
      losses.add(try propagate(part).scaled(by: 1 / Double(settings.accumulation)))
      if settings.accumulation > 1 { accumulate(into: &sums) }
    }
    if settings.accumulation > 1 { restore(sums) }
    let norm = programs.reduce(0) { $0 + $1.squaredGradientNorm(workers) }.squareRoot()
    guard losses.loss.isFinite, norm.isFinite else {
      throw TrainingError.notFinite(step: step + 1, place: placeNotFinite(losses))
    }
    let scale = settings.clipping.map { min(1, $0 / max(norm, 1e-30)) } ?? 1
    update(scale: scale)
    return losses
  }

  /// Forwards and backwards over one batch.
  private func propagate(_ part: Int) throws -> Losses {
    let (pictures, condition, members) = batch(part)
    let source = RandomSource(seed: settings.seed, stage: "noise", item: "\(step)", draw: part)
    let latentCount = settings.batch * model.latentShape.count
    let outputs = try encoder.forward([pictures] + condition, of: latentCount)
    let posterior = PosteriorTerms(
      mean: outputs[0], spread: outputs.count > 1 ? outputs[1] : [], noise: source.normals(latentCount),
      model.posteriorSpread, model.description.prior ?? .standard(model.latentShape), batch: settings.batch)
    let latents = codes?.clamped(posterior.latents, members) ?? posterior.latents
    let likelihood = LikelihoodTerms(
      pictures: pictures, outputs: try decoder.forward([latents] + condition, of: pictures.count),
      model.family, varianceWeight: settings.objective.varianceWeight, batch: settings.batch, workers)
    let divergences = posterior.klDivergences
    let penalty = Penalty(settings.objective, step: step, divergences: divergences)
    let decoded = try decoder.backward(
      [likelihood.meanGradients, likelihood.spreadGradients], inputCount: latentCount)
    let latentGradients = codes?.shared(decoded, members) ?? decoded
    let pulled = codes?.penalty(posterior.mean, members) ?? 0
    var gradients = posterior.gradients(latentGradients, weights: penalty.weights)
    codes?.pull(&gradients.mean, of: posterior.mean, members)
    try encoder.backward([gradients.mean, gradients.spread])
    return Losses(
      loss: likelihood.loss + penalty.value + pulled, negativeLogLikelihood: likelihood.negativeLogLikelihood,
      klDivergence: divergences.reduce(0, +), squaredError: likelihood.squaredError)
  }

  /// The pictures of a part of the next step, what the networks are told of them, if anything, and their numbers.
  private func batch(_ part: Int) -> (pictures: [Float], condition: [[Float]], members: ArraySlice<Int>) {
    let number = step / shuffle.stepsPerEpoch
    if epoch?.number != number {
      epoch = (
        number, shuffle.order(epoch: number),
        settings.augmentation.variations(seed: settings.seed, epoch: number, count: examples.count)
      )
    }
    guard let epoch else { return ([], [], []) }
    let first = step % shuffle.stepsPerEpoch * shuffle.batch + part * settings.batch
    let count = examples.shape.count
    let pictures = [Float](unsafeUninitializedCapacity: settings.batch * count) { target, written in
      let places = target
      workers.perform(settings.batch) { i in
        examples.write(
          epoch.order[first + i], epoch.variations[first + i],
          to: UnsafeMutableBufferPointer(rebasing: places[i * count..<(i + 1) * count]))
      }
      written = settings.batch * count
    }
    let members = epoch.order[first..<first + settings.batch]
    return (pictures, labels?.oneHot(members) ?? [], members)
  }

  private func update(scale: Double) {
    let rate = rate
    step += 1
    let update = AdamStep(settings.adam, rate: rate, step: step, scale: scale)
    for (number, program) in programs.enumerated() {
      moments[number].update(program.weights, program.gradients, pieces[number], update, workers)
      if !averages.isEmpty { averages[number].take(program.weights, step: step, workers) }
    }
  }
}

extension Trainer {
  private func accumulate(into sums: inout [[Float]]) {
    for (number, program) in programs.enumerated() {
      if sums[number].isEmpty {
        sums[number] = Array(program.gradients)
      } else {
        for i in program.gradients.indices { sums[number][i] += program.gradients[i] }
      }
    }
  }

  /// Puts the mean of the accumulated gradients where the optimiser finds them.
  private func restore(_ sums: [[Float]]) {
    let share = 1 / Float(settings.accumulation)
    for (program, sum) in zip(programs, sums) {
      for i in program.gradients.indices { program.gradients[i] = sum[i] * share }
    }
  }

  /// Where the batch went astray: forwards through both networks and the objective, then backwards.
  private func placeNotFinite(_ losses: Losses) -> String {
    if let place = encoder.firstNotFiniteValue(input: "a picture") { return place }
    if !losses.klDivergence.isFinite { return "the KL divergence of the posterior's heads" }
    if let place = decoder.firstNotFiniteValue(input: "a latent that is drawn") { return place }
    if !losses.negativeLogLikelihood.isFinite { return "the likelihood of what the decoder gives" }
    return decoder.firstNotFiniteGradient() ?? encoder.firstNotFiniteGradient() ?? "the loss"
  }
}
