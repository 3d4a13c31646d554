import Autoencoders
import Checkpoints
import Files
import ReferenceValues
import Tensors
import Testing

@testable import Evaluation

/// The built-in model's figures against those that numpy computes of PyTorch's tensors.
@Suite("Figures of the built-in model")
struct GoldenFiguresTests {
  struct Reference: Decodable {
    let pictures: [Figures]

    struct Figures: Decodable {
      let squaredError, peakRatio, divergence, logDensity, energy, reconstructedEnergy: Double

      enum CodingKeys: String, CodingKey {
        case divergence, energy
        case squaredError = "squared error"
        case peakRatio = "peak ratio"
        case logDensity = "log density"
        case reconstructedEnergy = "reconstructed energy"
      }
    }
  }

  @Test("are numpy's")
  func numpy() throws {
    let reference: Reference = try ReferenceValues.load("evaluation")
    let folder = Path(#filePath).parent.parent.parent / "Sources/Zoetrope/Models/faces"
    let model = try Autoencoder(folder: folder)
    let all = try SafeTensors(folder / "golden.safetensors").tensor("x")
    let size = model.pictureShape.count
    let pictures = reference.pictures.indices.map {
      Tensor(model.pictureShape, all.elements[$0 * size..<($0 + 1) * size])
    }
    let posteriors = try model.encode(pictures).map { try $0.get() }
    let items = zip(pictures, posteriors).enumerated().map { (key: "\($0)", picture: $1.0, posterior: $1.1) }
    let measurement = PictureMeasurement(model: model, settings: EvaluationSettings(draws: 2))
    let likelihoods = try model.decode(posteriors.map(\.mean)).map { try $0.get() }
    for (place, result) in try measurement.figures(items).enumerated() {
      let (found, expected) = (try result.get(), reference.pictures[place])
      #expect(abs(found.squaredError - expected.squaredError) < 1e-6)
      #expect(abs(found.peakRatio - expected.peakRatio) < 1e-3)
      #expect(abs((found.density?.divergence ?? 0) - expected.divergence) < 1e-2)
      #expect(abs(found.energy.picture - expected.energy) < 1e-9)
      #expect(abs(found.energy.reconstruction - expected.reconstructedEnergy) < 1e-6)
      let density = try #require(likelihoods[place].logDensity(pictures[place]))
      #expect(abs(density - expected.logDensity) < 1e-4 * abs(expected.logDensity))
    }
  }
}
