import Checkpoints
import Documents
import Files
import Kernels
import Layers
import Tensors

/// Encoder and decoder as programs, and what their layers cost.
struct ModelNetworks {
  let encoder: Program
  let decoder: Program
  let summary: ModelSummary

  /// Builds both for pictures of the usual size.
  /// - Throws: as for another.
  init(_ document: ModelDocument, _ weights: some TensorStore) throws(Diagnostics) {
    try self.init(
      document, picture: document.description.input.usualShape, latent: document.prior.mean.shape, weights)
  }

  /// Builds both from their layers and the checkpoint.
  /// - Throws: every layer that does not fit, every tensor that is missing, of another shape, not finite or unused.
  init(
    _ document: ModelDocument, picture: Shape, latent: Shape, _ weights: some TensorStore
  ) throws(Diagnostics) {
    let parameters = CheckpointParameters(weights)
    try self.init(document, picture: picture, latent: latent, parameters) { asked, reading in
      reading.noteUnused(parameters, asked: asked, weights)
    }
  }

  /// Builds both with new parameters, for training. A Bernoulli's output are its logits then.
  /// - Throws: every layer that does not fit.
  init(untrained document: ModelDocument, picture: Shape, latent: Shape, seed: UInt64) throws(Diagnostics) {
    try self.init(document, picture: picture, latent: latent, CreatedParameters(seed: seed), givesLogits: true)
  }

  /// - Parameter check: called with the names that layers asked for, when all of them fit.
  private init(
    _ document: ModelDocument, picture: Shape, latent: Shape, _ parameters: some ParameterSource,
    givesLogits: Bool = false, check: (Set<String>, inout Reading) -> Void = { _, _ in }
  ) throws(Diagnostics) {
    let scope = ParameterScope(parameters)
    let condition: Shape? = document.condition.map { [$0.labels.count] }
    var encoder = NetworkBuilder(input: picture, condition: condition, document.file)
    encoder.appendEncoder(document, latent: latent, in: scope)
    var decoder = NetworkBuilder(input: latent, condition: condition, document.file)
    decoder.appendDecoder(document, picture: picture, in: scope, givesLogits: givesLogits)
    var reading = encoder.reading
    reading.append(decoder.reading.diagnostics)
    if !encoder.isBroken, !decoder.isBroken {
      if condition != nil, !encoder.readsCondition, !decoder.readsCondition {
        reading.error("the model has a condition that no layer reads; put `condition` among the layers of the decoder")
      }
      check(encoder.parameterNames.union(decoder.parameterNames), &reading)
    }
    try reading.finish()
    self.encoder = encoder.program
    self.decoder = decoder.program
    summary = ModelSummary(
      name: document.description.name, picture: picture, latent: latent, encoder: encoder.summaries,
      decoder: decoder.summaries, encoderField: encoder.program.fieldOfOutput,
      decoderField: decoder.program.fieldOfOutput)
  }
}

extension Program {
  /// The receptive field of the first output.
  fileprivate var fieldOfOutput: ReceptiveField { receptiveField(of: outputs.first ?? input) }
}

extension Reading {
  /// Notes the tensors of a file that no layer has asked for, with the name that was perhaps meant.
  fileprivate mutating func noteUnused(
    _ parameters: CheckpointParameters, asked: Set<String>, _ weights: some TensorStore
  ) {
    let missing = asked.filter { !parameters.has($0) }.sorted()
    for name in parameters.unused where !asked.contains(name) {
      let hint = NearestName.hint(for: name, among: missing)
      error(
        "\(weights.path): no layer uses the tensor \"\(name)\""
          + (hint.isEmpty ? "; take it out of the file, or import it with --leave-out \(name)" : hint))
    }
  }
}

extension NetworkBuilder {
  /// The encoder with the posterior's heads: outputs mean, logits of a mixture or of categories, and
  /// spread, as far as there are.
  fileprivate mutating func appendEncoder(
    _ document: ModelDocument, latent: Shape, in scope: ParameterScope
  ) {
    guard let features = append(document.encoder, to: program.input, in: scope) else { return }
    let posterior = document.posterior
    let categories = posterior.categorical.reduce(0) { $0 + $1.categories.count }
    let continuous = categories == 0 ? latent : [latent.count - categories]
    let shape = posterior.mixture.map { continuous.repeated($0.components) } ?? continuous
    var spread: Program.Value?
    if posterior.isContinuous {
      guard let parts = split(features, posterior, in: scope) else { return }
      output(parts.mean, expected: shape, "mean of the posterior", at: posterior.mean.place)
      spread = parts.spread
    }
    let mixture = posterior.mixture.map { [($0.logits, $0.components, "the posterior")] } ?? []
    let heads =
      mixture + posterior.categorical.map { ($0.logits, $0.categories.count, "\"\($0.name)\"") }
    for (head, count, owner) in heads {
      guard let logits = append(head, to: features, in: scope) else { return }
      output(logits, expected: [count], "logits of \(owner)", at: head.place)
    }
    if let spread, let head = posterior.spread {
      output(
        spread, expected: shape, "\(head.measure.rawValue) of the posterior", at: head.head.place)
    }
  }

  /// The decoder with the likelihood's heads: outputs mean, and spread if there is one.
  fileprivate mutating func appendDecoder(
    _ document: ModelDocument, picture: Shape, in scope: ParameterScope, givesLogits: Bool
  ) {
    guard let features = append(document.decoder, to: program.input, in: scope) else { return }
    let likelihood = document.likelihood
    if var mean = append(likelihood.mean, to: features, in: scope) {
      if case .bernoulli = likelihood.family, !givesLogits {
        guard let sigmoid = append(.activation(.sigmoid), to: mean, at: likelihood.mean.place) else { return }
        mean = sigmoid
      }
      output(mean, expected: picture, "mean of the likelihood", at: likelihood.mean.place)
    }
    if case .gaussian(let spread) = likelihood.family, let value = append(spread.head, to: features, in: scope) {
      output(value, expected: picture, "\(spread.measure.rawValue) of the likelihood", at: spread.head.place)
    }
  }

  /// Mean and spread of the posterior, from where its layout puts them.
  private mutating func split(
    _ features: Program.Value, _ posterior: PosteriorSection, in scope: ParameterScope
  ) -> (mean: Program.Value, spread: Program.Value?)? {
    var (first, second) = (features, features)
    if posterior.layout == .chunked || posterior.layout == .interleaved {
      guard let joint = append(posterior.joint, to: features, in: scope),
        let parts = halves(of: joint, interleaved: posterior.layout == .interleaved, at: posterior.joint.place)
      else { return nil }
      (first, second) = parts
    }
    guard let mean = append(posterior.mean, to: first, in: scope) else { return nil }
    guard let head = posterior.spread?.head else { return (mean, nil) }
    guard let spread = append(head, to: second, in: scope) else { return nil }
    return (mean, spread)
  }

  /// The two halves of the first axis.
  ///
  /// Interleaved ones are first brought in order by a matrix of zeros and ones, which changes no number.
  private mutating func halves(
    of joint: Program.Value, interleaved: Bool, at place: Node
  ) -> (Program.Value, Program.Value)? {
    let shape = program.shape(of: joint)
    let count = shape[0] / 2
    guard shape[0] % 2 == 0, !interleaved || shape.rank == 1 else {
      noteBroken(
        "mean and spread are halves of the first axis\(interleaved ? " of a vector" : ""), not of \(shape)", at: place)
      return nil
    }
    var ordered = joint
    if interleaved {
      let order = Tensor([2 * count, 2 * count]) { matrix in
        for row in 0..<2 * count { matrix[row * 2 * count + (row % count) * 2 + row / count] = 1 }
      }
      guard let value = append(.linear(weight: order, bias: nil), to: joint, at: place) else { return nil }
      ordered = value
    }
    guard let mean = append(.channels(0..<count), to: ordered, at: place),
      let spread = append(.channels(count..<2 * count), to: ordered, at: place)
    else { return nil }
    return (mean, spread)
  }

  private mutating func append(
    _ head: Head, to value: Program.Value, in scope: ParameterScope
  ) -> Program.Value? {
    var value = value
    if let name = head.input {
      guard let named = self.value(named: name, at: head.place) else { return nil }
      value = named
    }
    if let channels = head.channels {
      guard let part = append(.channels(channels), to: value, at: head.place) else { return nil }
      value = part
    }
    return append(head.layers, to: value, in: scope)
  }

  private mutating func output(_ value: Program.Value, expected: Shape, _ what: String, at place: Node) {
    let found = program.shape(of: value)
    if found == expected { return output(value) }
    noteBroken("the \(what) has the shape \(found), but must have \(expected)", at: place)
  }
}
