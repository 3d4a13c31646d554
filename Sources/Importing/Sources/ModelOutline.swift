import Documents
import Files
import Tensors

/// What is made of tensors that no template fits: a `model.yaml` to complete, and the tensors as they are.
struct ModelOutline {
  private let weights: WeightInventory

  init(_ weights: WeightInventory) { self.weights = weights }

  func model(_ name: String, _ paths: [Path], openQuestion: String) throws -> ImportedModel {
    var model = ImportedModel(
      name: name, description: [], tensors: try StateDictSource.tensors(weights, Blueprint()), sources: paths)
    model.origins = weights.origins()
    model.precision = weights.precision
    model.openQuestion = openQuestion
    return model
  }
}

extension ImportedModel {
  /// The draft of a `model.yaml`, the tensors in comments.
  var outline: String {
    let width = tensors.keys.map(\.count).max() ?? 0
    let list = tensors.keys.sorted { naturalOrder($0, $1) }.map { name in
      "#   \(name)\(String(repeating: " ", count: width - name.count))  \(tensors[name]?.shape.description ?? "")\n"
    }
    return """
      # A draft to complete: \(openQuestion ?? "").
      # Write the layers in the order in which they compute, each with the beginning of its tensors' names:
      #   conv2d: {name: encoder.0, out: 32, kernel: 4, stride: 2, padding: 1}
      #   transposed conv2d, linear, batch norm, group norm, residual, attention, relu, leaky relu: 0.2, silu, …
      # `zoetrope model FOLDER` then says what does not fit.
      #
      # The tensors:
      \(list.joined())
      format: 1
      name: \(name)
      input: {channels: 3, height: 64, width: 64, range: [0, 1]}
      latent: [128]
      encoder: []
      posterior:
        mean: {}
        log variance: {}
      decoder: []
      likelihood: {family: bernoulli}

      """
  }
}
