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
  let priorNetwork: PriorNetwork?
  var moments: [AdamMoments]
  var averages: [MovingAverage]
  let workers: any Workers
  private let pieces: [[WeightPiece]]
  let labels: ExampleLabels?
  private let shuffle: Shuffle
  private let codes: GraphicsCodes?
  private let contrast: GroupContrast?
  private var epoch: (number: Int, order: [Int], views: [[Variation]])?

  /// - Throws: `TrainingError.tooFewPictures`; for a conditional model `.noLabels`, `.unknownLabel`; for graphics codes
  ///   `.noGroups`, `.noDimension`, `.noValues`, `.groupsDoNotFit`, `.variesGroups`, `.codesOfMixture`, `.contrastOfLogits`.
  public init(
    _ model: UntrainedModel, _ examples: Examples, _ settings: TrainingSettings, _ kernels: any Kernels,
    _ workers: any Workers
  ) throws {
    self.model = model
    self.settings = settings
    self.examples = examples
    self.workers = workers
    codes = try GraphicsCodes(model, examples, settings)
    contrast = try GroupContrast(model, examples, settings)
    shuffle = Shuffle(
      seed: settings.seed, count: examples.count, batch: settings.batch * settings.accumulation,
      groups: codes == nil ? [] : examples.groups?.members ?? [])
    labels = try ExampleLabels(examples, for: model.description.labels)
    guard shuffle.stepsPerEpoch > 0 else {
      throw TrainingError.tooFewPictures(found: examples.count, batch: shuffle.batch)
    }
    try settings.check(for: model)
    try settings.check(model, pictures: examples.count)
    encoder = kernels.learning(
      model.encoder, batch: settings.batch * settings.views, takesInputGradient: false, workers)
    decoder = kernels.learning(
      model.decoder, batch: settings.batch * model.drawsPerPicture, takesInputGradient: true, workers)
    priorNetwork = try PriorNetwork(model, seed: settings.seed, kernels, workers)
    let programs = [encoder, decoder] + (priorNetwork.map { [$0.program] } ?? [])
    pieces = programs.map { $0.parameters.flatMap(WeightPiece.pieces) }
    moments = programs.map { AdamMoments(count: $0.weights.count) }
    averages = programs.compactMap { program in
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

  var programs: [LearningProgram] {
    [encoder, decoder] + (priorNetwork.map { [$0.program] } ?? [])
  }

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
    let (views, condition, members) = batch(part)
    let pictures = views[0]
    let source = RandomSource(seed: settings.seed, stage: "noise", item: "\(step)", draw: part)
    let outputs = try encoder.forward(
      [views.dropFirst().reduce(pictures, +)] + condition.map { $0.rowsRepeated(views.count, of: 1) },
      counts: model.encoderCounts(batch: settings.batch * views.count))
    let posterior = model.latentTerms(
      outputs, noise: source, settings.objective.categorical, step: step, learned: try priorNetwork?.prior(),
      codes: codes.map { ($0, members) }, batch: settings.batch)
    let latents = posterior.latents
    let likelihood = try likelihood(of: pictures, members, condition, latents, posterior.shares)
    let latentGradients = try decoder.backward(
      [likelihood.meanGradients, likelihood.spreadGradients], inputCount: latents.count)
    let gradients = posterior.gradients(
      latentGradients, losses: likelihood.drawLosses, settings.objective, step: step)
    try encoder.backward(gradients.encoder)
    try priorNetwork?.program.backward(gradients.prior)
    return Losses(
      loss: likelihood.loss + posterior.penalty(settings.objective, step: step),
      negativeLogLikelihood: likelihood.negativeLogLikelihood, klDivergence: posterior.klDivergence,
      squaredError: likelihood.squaredError)
  }

  /// Decodes what was drawn, and holds it against the pictures.
  /// - Parameter shares: how much each draw counts; nil where each picture has one.
  private func likelihood(
    of pictures: [Float], _ members: ArraySlice<Int>, _ condition: [[Float]], _ latents: [Float], _ shares: [Double]?
  ) throws -> LikelihoodTerms {
    let draws = model.drawsPerPicture
    let pictures = pictures.rowsRepeated(draws, of: settings.batch)
    let condition = condition.map { $0.rowsRepeated(draws, of: settings.batch) }
    let outputs = try decoder.forward([latents] + condition, of: pictures.count)
    let weight = settings.objective.varianceWeight
    guard let shares else {
      var terms = LikelihoodTerms(
        pictures: pictures, outputs: outputs, model.family, varianceWeight: weight,
        batch: settings.batch, workers)
      if let contrast { terms.add(contrast, pictures: pictures, outputs: outputs, members, workers) }
      return terms
    }
    return LikelihoodTerms(
      pictures: pictures, outputs: outputs, model.family, varianceWeight: weight, shares: shares,
      workers)
  }

  /// The pictures of a part of the next step, in each view, what the networks are told of them, if anything, and their
  /// numbers.
  private func batch(_ part: Int) -> (views: [[Float]], condition: [[Float]], members: ArraySlice<Int>) {
    let number = step / shuffle.stepsPerEpoch
    if epoch?.number != number {
      epoch = (
        number, shuffle.order(epoch: number),
        (0..<settings.views).map {
          settings.augmentation.variations(
            seed: settings.seed, epoch: number, count: examples.count, view: $0)
        }
      )
    }
    guard let epoch else { return ([[]], [], []) }
    let first = step % shuffle.stepsPerEpoch * shuffle.batch + part * settings.batch
    let range = first..<first + settings.batch
    let views = epoch.views.map { pictures(epoch.order[range], $0[range]) }
    return (views, labels?.oneHot(epoch.order[range]) ?? [], epoch.order[range])
  }

  private func pictures(_ order: ArraySlice<Int>, _ variations: ArraySlice<Variation>) -> [Float] {
    let (first, count) = (order.startIndex, examples.shape.count)
    return [Float](unsafeUninitializedCapacity: settings.batch * count) { target, written in
      let places = target
      workers.perform(settings.batch) { i in
        examples.write(
          order[first + i], variations[first + i],
          to: UnsafeMutableBufferPointer(rebasing: places[i * count..<(i + 1) * count]))
      }
      written = settings.batch * count
    }
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
