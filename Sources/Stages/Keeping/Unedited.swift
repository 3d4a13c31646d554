import Dataflow
import Tensors

/// Where an item's reconstruction is to be had: one of a chunk's.
struct Unedited: Sendable {
  private let reconstructions: Reconstructions
  private let index: Int

  init(_ reconstructions: Reconstructions, _ index: Int) {
    self.reconstructions = reconstructions
    self.index = index
  }

  /// The photograph as the model sees it before any edit, `[channels, height, width]`, white 1.
  func reconstruction() throws -> Tensor { try reconstructions(index) }
}

enum UneditedKey: CarriedKey { typealias Value = Unedited }
