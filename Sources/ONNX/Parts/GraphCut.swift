import Files
import Tensors

/// Where a graph from picture to picture is cut into encoder and decoder: at its narrowest place.
struct GraphCut {
  /// The value at which the decoder begins.
  let latent: String
  let encoderOutputs: [String]
  let decoderOutputs: [String]
  /// What the second output of the encoder is: a field of the posterior.
  let spread: String?
  let notes: [String]

  init(_ file: ONNXFile, input: String) throws {
    let graph = file.graph
    guard let output = graph.outputs.first(where: { graph.dependents(of: [input]).contains($0) }) else {
      throw ONNXError(file.path, .interface("no output depends on \"\(input)\""))
    }
    let drawn = Set(graph.nodes.filter { Operators.random.contains($0.operation) }.flatMap(\.outputs))
    let waists = graph.waists(from: input, to: output)
    if let sample = waists.first(where: { graph.dependents(of: drawn).contains($0) }), !drawn.isEmpty {
      self = try Self(file, sample: sample, drawn: drawn, output: output)
      return
    }
    // The outputs beside the picture are what the encoder gives.
    let beside = graph.outputs.filter { $0 != output && graph.dependents(of: [input]).contains($0) }
    guard let latent = waists.first(where: beside.contains) ?? waists.first(where: { Self.sounds($0) }) else {
      throw ONNXError(
        file.path,
        .interface(
          "it is not clear which value is the latent; export encoder and decoder as two files, or the latent as an output"
        ))
    }
    let others = beside.filter { $0 != latent && !graph.dependents(of: [latent]).contains($0) }
    let after = graph.dependents(of: [latent])
    self.init(
      latent: latent, encoderOutputs: [latent] + others,
      decoderOutputs: graph.outputs.filter { after.contains($0) && $0 != latent },
      spread: nil, notes: ["the graph is cut at \"\(latent)\""])
  }

  private init(latent: String, encoderOutputs: [String], decoderOutputs: [String], spread: String?, notes: [String]) {
    (self.latent, self.encoderOutputs, self.decoderOutputs) = (latent, encoderOutputs, decoderOutputs)
    (self.spread, self.notes) = (spread, notes)
  }

  /// The cut at z = mean + σ·ε: what the encoder gives is found from how z is made.
  private init(_ file: ONNXFile, sample: String, drawn: Set<String>, output: String) throws {
    let graph = file.graph
    let random = graph.dependents(of: drawn)
    guard let sum = graph.producer(of: sample), sum.operation == "Add",
      let mean = sum.inputs.first(where: { !random.contains($0) }),
      let noise = sum.inputs.first(where: random.contains), let product = graph.producer(of: noise),
      product.operation == "Mul",
      let sigma = product.inputs.first(where: { !random.contains($0) })
    else {
      throw ONNXError(
        file.path,
        .interface("how \"\(sample)\" is drawn is not understood; export the encoder so that it gives mean and spread"))
    }
    let after = graph.dependents(of: [sample])
    let logVariance = Self.logVariance(graph, sigma)
    self.init(
      latent: sample, encoderOutputs: [mean, logVariance ?? sigma],
      decoderOutputs: graph.outputs.filter { after.contains($0) && $0 != sample },
      spread: logVariance == nil ? "sigma" : "log variance",
      notes: ["the graph is cut at \"\(sample)\", which is drawn from the posterior"])
  }

  /// The value of which σ = exp(½·x) is made.
  private static func logVariance(_ graph: Graph, _ sigma: String) -> String? {
    guard let power = graph.producer(of: sigma), power.operation == "Exp",
      let half = graph.producer(of: power.inputs[0]),
      half.operation == "Mul" || half.operation == "Div", half.inputs.count == 2
    else { return nil }
    for (place, name) in half.inputs.enumerated() {
      let number = try? graph.number(name)
      if half.operation == "Mul" && number == 0.5 || half.operation == "Div" && place == 1 && number == 2 {
        return half.inputs[1 - place]
      }
    }
    return nil
  }

  /// Whether a value is called as latents are.
  private static func sounds(_ name: String) -> Bool {
    ["z", "latent", "latents", "mu", "mean"].contains(name.lowercased())
  }
}

extension Graph {
  /// The one number that a name stands for, if it does.
  fileprivate func number(_ name: String) throws -> Float? {
    let stored = try tensors[name] ?? producer(of: name)?.tensor("value", "")
    let constant = try stored?.constant()
    return constant?.count == 1 ? constant?.floats.first : nil
  }
}
