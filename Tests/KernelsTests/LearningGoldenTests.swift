import Foundation
import Tensors
import Testing

@testable import Kernels

/// One training step of the reference model in PyTorch, in double precision.
@Suite("A training step", .enabled(if: hasReferenceModels))
struct LearningGoldenTests {
  @Test("has the gradients of PyTorch's, for every tensor")
  func gradients() throws {
    let golden = try readSafetensors("celeba64/golden-gradients.safetensors")
    let step = try VAEStep(Celeba64(), batch: 8, StandardKernels.make())
    let losses = try step.run(try #require(golden["x"]), epsilon: try #require(golden["epsilon"]))
    let loss = try #require(golden["loss"])
    #expect(abs(losses.mean - Double(loss[0])) < 1e-5 * abs(Double(loss[0])))
    for (name, gradient) in golden where name.hasPrefix("gradient.") {
      let ours = try #require(step.gradient(String(name.dropFirst("gradient.".count))))
      let error = relativeDifference(ours.elements.prefix(gradient.count), gradient.elements)
      #expect(error < 1e-4, "\(name): \(error)")
    }
  }
}

/// ‖a − b‖ / ‖b‖.
private func relativeDifference(_ a: ArraySlice<Float>, _ b: [Float]) -> Double {
  let difference = zip(a, b).reduce(0.0) { $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1)) }
  return (difference / b.reduce(0.0) { $0 + Double($1) * Double($1) }).squareRoot()
}

/// The loss of a variational autoencoder and its gradients, written out.
struct VAEStep {
  let encoder: LearningProgram
  let decoder: LearningProgram
  let batch: Int

  init(_ model: Celeba64, batch: Int, _ kernels: any Kernels, _ workers: any Workers = OneWorker()) throws {
    self.batch = batch
    encoder = kernels.learning(try model.encoder(learns: true), batch: batch, takesInputGradient: false, workers)
    decoder = kernels.learning(try model.decoder(learns: true), batch: batch, takesInputGradient: true, workers)
  }

  func gradient(_ name: String) -> Tensor? {
    [encoder, decoder].lazy.compactMap { program in
      program.parameters.first { $0.name == name }?.tensor(in: UnsafeBufferPointer(program.gradients))
    }.first
  }

  /// The loss of each picture: negative log-likelihood and KL divergence.
  func run(_ x: Tensor, epsilon: Tensor) throws -> [Double] {
    var (mean, logVariance) = (Tensor(epsilon.shape), Tensor(epsilon.shape))
    try encoder.run(x, &mean, &logVariance)
    let z = Tensor(epsilon.shape, epsilon.elements.indices.map { mean[$0] + epsilon[$0] * exp(logVariance[$0] / 2) })
    var (m, v) = (Tensor(x.shape), Tensor(x.shape))
    try decoder.run(z, &m, &v)
    var (dm, dv, losses) = (Tensor(x.shape), Tensor(x.shape), [Double](repeating: 0, count: batch))
    for i in 0..<x.count {
      let (d, precision) = (Double(x[i]) - Double(m[i]), exp(-Double(v[i])))
      losses[i / (x.count / batch)] += 0.5 * (d * d * precision + Double(v[i]) + log(2 * Double.pi))
      dm[i] = Float(-d * precision / Double(batch))
      dv[i] = Float(0.5 * (1 - d * d * precision) / Double(batch))
    }
    let dz = try decoder.propagate([dm, dv], input: z.shape)
    var (dMean, dLogVariance) = (dz, dz)
    for i in 0..<z.count {
      let (mu, variance) = (Double(mean[i]), exp(Double(logVariance[i])))
      losses[i / (z.count / batch)] += 0.5 * (mu * mu + variance - 1 - Double(logVariance[i]))
      dMean[i] = Float(Double(dz[i]) + mu / Double(batch))
      let slope = Double(dz[i]) * Double(epsilon[i]) * 0.5 * variance.squareRoot()
      dLogVariance[i] = Float(slope + 0.5 * (variance - 1) / Double(batch))
    }
    try encoder.propagate([dMean, dLogVariance])
    return losses
  }
}

extension [Double] {
  var mean: Double { reduce(0, +) / Double(count) }
}
