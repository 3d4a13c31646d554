import Autoencoders
import Checkpoints
import Distributions
import Kernels
import Tensors

/// The parameters of a prior that is learned, as a program that gives them: the optimiser and checkpoints treat them as
/// those of the networks.
struct PriorNetwork {
  let program: LearningProgram
  private let components: Int
  private let dimensions: Int

  /// - Returns: nil for a model whose prior is given.
  init?(_ model: UntrainedModel, seed: UInt64, _ kernels: any Kernels, _ workers: any Workers) throws {
    guard let components = model.priorComponents else { return nil }
    (self.components, dimensions) = (components, model.latentShape.count)
    let source = CreatedParameters(seed: seed)
    var network = Program(input: [1])
    let parts: [(name: String, count: Int, initial: Initialisation)] = [
      ("prior.means", components * dimensions, .normal(deviation: 1)),
      ("prior.log_variances", components * dimensions, .zeros), ("prior.logits", components, .zeros),
    ]
    for part in parts {
      let weight = source.parameter(part.name, shape: [part.count, 1], initial: part.initial)
      network.output(try network.append(.linear(weight: weight, bias: nil), to: network.input, named: part.name))
    }
    program = kernels.learning(network, batch: 1, takesInputGradient: false, workers)
  }

  /// The prior as it is now; nil where a number is not finite.
  func prior() throws -> LearnedComponents? {
    let size = components * dimensions
    let outputs = try program.forward([[1]], counts: [size, size, components])
    return LearnedComponents(means: outputs[0], logVariances: outputs[1], logits: outputs[2])
  }

  /// The mixture of parameters that lie as the program's do: its own, or their average.
  func mixture(in weights: UnsafeBufferPointer<Float>) -> Mixture<IndependentGaussian>? {
    let parts = program.parameters.map { $0.tensor(in: weights).elements }
    return LearnedComponents(means: parts[0], logVariances: parts[1], logits: parts[2])?.mixture
  }
}
