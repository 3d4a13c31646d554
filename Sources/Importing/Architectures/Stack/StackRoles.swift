/// Which layers of a state dict are the encoder, the posterior's heads and the decoder, told by names and sizes.
struct StackRoles {
  var encoder: [StackModule] = []
  /// The heads for mean and spread, if they are layers of their own.
  var mean: StackModule?
  var spread: StackModule?
  var decoder: [StackModule] = []
  /// The heads of the likelihood, if they are layers of their own.
  var outputMean: StackModule?
  var outputSpread: StackModule?
  /// Whether the names are those of the demonstration whose third layer gives log σ.
  var isDemonstration = false

  init(_ modules: [StackModule]) throws(ImportError) {
    func isDecoder(_ module: StackModule) -> Bool { Self.says(module.parts.first, ["dec", "final", "gen"]) }
    func isEncoder(_ module: StackModule) -> Bool { Self.says(module.parts.first, ["enc"]) }
    let outside = modules.filter { !isDecoder($0) && $0.isProduct }
    mean = outside.first { Self.says($0.parts.last, ["mu", "mean", "loc"]) && !Self.isSpread($0) }
    spread = outside.first(where: Self.isSpread)
    let inside = modules.filter { isDecoder($0) && $0.isProduct }
    if let spread = inside.first(where: Self.isSpread) {
      outputSpread = spread
      outputMean = inside.first { Self.says($0.parts.last, ["mu", "mean", "loc"]) && !Self.isSpread($0) }
    }
    var rest = modules.filter { $0 != mean && $0 != spread && $0 != outputMean && $0 != outputSpread }
    if mean == nil, spread == nil, let pair = Self.pair(rest, isEncoder, isDecoder) {
      (mean, spread) = pair
      rest.removeAll { $0 == pair.0 || $0 == pair.1 }
      isDemonstration = pair.0.parts.last == "linear2" && pair.1.parts.last == "linear3"
    }
    guard (mean == nil) == (spread == nil) else {
      throw .ambiguous("there is one head of the posterior, \"\((mean ?? spread)?.name ?? "")\", but no second one")
    }
    if rest.contains(where: isEncoder) || rest.contains(where: isDecoder) {
      encoder = rest.filter { !isDecoder($0) }
      decoder = rest.filter(isDecoder)
      // The last layers of a decoder have names of their own in some models.
      decoder =
        decoder.filter { !Self.says($0.parts.first, ["final"]) }
        + decoder.filter { Self.says($0.parts.first, ["final"]) }
      let inputs = decoder.filter { Self.says($0.parts.first, ["input"]) }
      decoder = inputs + decoder.filter { !inputs.contains($0) }
    } else {
      try chain(rest)
    }
    try checkEncoder()
    if encoder.isEmpty && mean == nil || decoder.isEmpty && outputMean == nil {
      throw .ambiguous("the names do not say which layers are the encoder and which the decoder")
    }
  }

  /// Layers without such names: those before the heads lead to them, those that begin with a latent are the decoder.
  private mutating func chain(_ rest: [StackModule]) throws(ImportError) {
    let starts = rest.indices.filter { rest[$0].linear != nil && rest[$0].linear?.input == mean?.linear?.out }
    guard let first = starts.first(where: { Self.isChain(rest[$0...]) }) ?? starts.first else {
      throw .ambiguous("the names do not say which layers are the encoder and which the decoder")
    }
    (encoder, decoder) = (Array(rest[..<first]), Array(rest[first...]))
  }

  /// Whether each linear layer takes what the one before it gives.
  private static func isChain(_ modules: ArraySlice<StackModule>) -> Bool {
    let linear = modules.compactMap(\.linear)
    return zip(linear, linear.dropFirst()).allSatisfy { $0.out == $1.input }
  }

  /// The encoder's linear layers lead to the heads, each to the next.
  private func checkEncoder() throws(ImportError) {
    guard var wanted = mean?.linear?.input else { return }
    for module in encoder.reversed() {
      guard let linear = module.linear else { continue }
      guard linear.out == wanted else { throw .extra(layer: module.name) }
      wanted = linear.input
    }
  }

  private static func says(_ part: Substring?, _ words: [String]) -> Bool {
    guard let part = part?.lowercased() else { return false }
    return words.contains { part.contains($0) }
  }

  private static func isSpread(_ module: StackModule) -> Bool {
    says(module.parts.last, ["var", "sigma", "std", "scale"])
  }

  /// Two linear layers of one shape, the last of the encoder: `fc21` and `fc22`.
  private static func pair(
    _ modules: [StackModule], _ isEncoder: (StackModule) -> Bool, _ isDecoder: (StackModule) -> Bool
  ) -> (StackModule, StackModule)? {
    let candidates = modules.filter { !isDecoder($0) && $0.isProduct }
    let starts = Set(modules.filter { !isEncoder($0) }.compactMap { $0.linear?.input })
    return zip(candidates, candidates.dropFirst()).first { first, second in
      guard let shape = first.linear else { return false }
      return shape == second.linear && starts.contains(shape.out)
    }
  }
}

extension SpreadMeaning {
  /// What the name of a head says; log-variance if it says nothing.
  init(name: String) {
    let word = name.lowercased().filter { $0 != "_" }
    if word.contains("logvar") || word.contains("lnvar") {
      self = .logVariance
    } else if word.contains("logsigma") || word.contains("logstd") || word.contains("logscale") {
      self = .logSigma
    } else if word.contains("sigma") || word.contains("std") || word.contains("scale") {
      self = .sigma
    } else {
      self = .logVariance
    }
  }
}
