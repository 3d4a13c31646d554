import Files
import Kernels
import Tensors
import Testing

@testable import ONNX

/// Whole models that PyTorch exported give the numbers of ONNX Runtime.
@Suite struct ModelTests {
  @Test(arguments: try ModelCases.all.get())
  func modelGivesTheNumbersOfONNXRuntime(_ example: ModelCase) throws {
    let size = (height: example.picture[1], width: example.picture[2])
    let model = try withFolder { folder in
      for file in example.files { try write(file.bytes, to: folder / file.name) }
      return try ONNXAutoencoder(example.files.map { folder / $0.name }, size: size)
    }
    #expect(model.picture == Shape(example.picture))
    #expect(model.latent == Shape(example.latent))
    let encoder = try LayerNetwork(model.encoder, input: model.picture)
    let decoder = try LayerNetwork(model.decoder, input: model.latent)
    let kernels = StandardKernels.make()
    let means = items(example.mean.floats, model.latent)
    for (index, outputs) in try encoder.run(items(example.x.floats, model.picture), kernels).enumerated() {
      let (mean, spread) = model.heads.parts(outputs, model.latent)
      #expect(difference(mean, means[index]) <= 1e-5)
      if let expected = example.spread, let spread {
        #expect(difference(spread, items(expected.floats, model.latent)[index]) <= 1e-5)
      }
    }
    for (index, outputs) in try decoder.run(means, kernels).enumerated() {
      #expect(difference(outputs[0], items(example.likelihood.floats, model.picture)[index]) <= 1e-5)
    }
  }

  private func items(_ floats: [Float], _ shape: Shape) -> [[Float]] {
    stride(from: 0, to: floats.count, by: shape.count).map { Array(floats[$0..<$0 + shape.count]) }
  }
}

extension ONNXHeads {
  /// Mean and spread of what an encoder gives.
  fileprivate func parts(_ outputs: [[Float]], _ latent: Shape) -> (mean: [Float], spread: [Float]?) {
    switch layout {
    case .none: (outputs[0], nil)
    case .chunked: (Array(outputs[0][..<latent.count]), Array(outputs[0][latent.count...]))
    case .separate(let mean, let spread): (outputs[mean], outputs[spread])
    }
  }
}
