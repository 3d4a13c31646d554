import Autoencoders
import ReferenceValues
import Tensors

/// What numpy and scikit-learn find in labelled latents.
struct VectorReference: Decodable {
  let keys: [String]
  let latents: [[Float]]
  let smile, male, young: [Bool]
  let others: [[Float]]
  let vectors: [String: Vector]

  struct Vector: Decodable {
    let direction: [Double]
    let gap, zero, sigma, accuracy, area: Double
    let penalty: Double?
  }

  static func load() throws -> VectorReference { try ReferenceValues.load("vectors") }

  static let model = AttributeVector.ModelIdentity(name: "tiny", fingerprint: "f")

  /// A vector along `others[index]`.
  func other(_ index: Int) throws -> AttributeVector {
    try AttributeVector(
      name: ["male", "young"][index], vector: Tensor([4], others[index]), gap: 1, sigma: 1, model: Self.model,
      origin: .init(
        method: "by hand", fitted: .init(with: 1, without: 1), heldOut: .init(with: 0, without: 0), accuracy: nil,
        source: ""))
  }

  /// The fit of the labelled latents.
  func fit(_ settings: FitSettings) throws -> AttributeFit.Report {
    var fit = AttributeFit(latentShape: [4], settings)
    for i in keys.indices {
      fit.add(
        key: keys[i], hasAttribute: smile[i], others: settings.balance.isEmpty ? [] : [male[i], young[i]],
        mean: Tensor([4], latents[i]))
    }
    return try fit.fit(name: "smile", model: Self.model, source: "made up")
  }
}
