import Autoencoders
import Kernels
import Tensors

extension UntrainedModel {
  /// How many latents are drawn of each picture in a step: one of each component of its posterior.
  var drawsPerPicture: Int { posteriorComponents ?? 1 }

  /// The floats of each of the encoder's outputs for a batch.
  func encoderCounts(batch: Int) -> [Int] { encoder.outputs.map { batch * encoder.shape(of: $0).count } }

  /// The latent half of the objective for a batch.
  /// - Parameters:
  ///   - outputs: the encoder's.
  ///   - noise: ε of the draws.
  ///   - objective: what is made of categories.
  ///   - learned: the prior where it is learned.
  ///   - codes: graphics codes, and the numbers of the pictures.
  func latentTerms(
    _ outputs: [[Float]], noise: RandomSource, _ objective: CategoricalObjective, step: Int,
    learned: LearnedComponents?, codes: (GraphicsCodes, ArraySlice<Int>)?, batch: Int
  ) -> any LatentTerms {
    let prior = description.prior ?? .standard(latentShape)
    if !description.categorical.isEmpty {
      return JoinedTerms(
        outputs, noise: noise.normals(batch * latentShape.count), posteriorSpread, prior, description.categorical,
        temperature: objective.temperature(step), hasOtherView: objective.seesOtherView, batch: batch)
    }
    if posteriorComponents != nil || learned != nil, let posteriorSpread {
      return MixtureTerms(
        means: outputs[0], logits: outputs.count > 2 ? outputs[1] : nil, spreads: outputs[outputs.count - 1],
        noise: noise.normals(outputs[0].count), posteriorSpread,
        learned.map { .mixture($0) } ?? .normal(prior.independent), batch: batch)
    }
    let terms = PosteriorTerms(
      mean: outputs[0], spread: outputs.count > 1 ? outputs[1] : [], noise: noise.normals(outputs[0].count),
      posteriorSpread, prior, batch: batch)
    return codes.map { CodedTerms(terms, $0, $1) } ?? terms
  }
}

extension [Float] {
  /// Each of several rows so many times, one after the other.
  func rowsRepeated(_ times: Int, of rows: Int) -> [Float] {
    guard times > 1, rows > 0 else { return self }
    let size = count / rows
    return (0..<rows).flatMap { row in (0..<times).flatMap { _ in self[row * size..<(row + 1) * size] } }
  }
}
