import Autoencoders
import Images
import Synchronization
import Tensors

/// The reconstructions of the photographs of one chunk, decoded together when the first of them is asked for, and only
/// once, however many items of a sweep ask. They live as long as an item that carries them.
final class Reconstructions: Sendable {
  private let model: Autoencoder
  private let latents: [Tensor]
  private let labels: [Int]
  /// Nil until somebody asks. Who asks meanwhile waits for one chunk's decoding.
  private let decoded = Mutex<Result<[Result<Tensor, ModelError>], any Error>?>(nil)

  /// Of the unedited latents of a chunk.
  /// - Parameter labels: the numbers of their labels, for a conditional model.
  init(_ model: Autoencoder, of latents: [Tensor], labels: [Int]) {
    self.model = model
    self.latents = latents
    self.labels = labels
  }

  /// The mean of p(x|z) of one of the latents, white 1.
  func callAsFunction(_ index: Int) throws -> Tensor {
    try decoded.withLock { decoded in
      let all = decoded ?? Result { try decode() }
      decoded = all
      return try all.get()[index].get()
    }
  }

  /// In the numbers that `sample` makes pictures of, so that what was not edited differs by nothing.
  private func decode() throws -> [Result<Tensor, ModelError>] {
    try model.decode(latents, labels: labels).map { likelihood in
      try likelihood.map { try model.image($0.mean).tensor() }
    }
  }
}

extension Result {
  /// The value through a transformation that may throw beside the failure that is there already.
  fileprivate func map<Value>(_ transform: (Success) throws -> Value) throws -> Result<Value, Failure> {
    switch self {
    case .success(let value): .success(try transform(value))
    case .failure(let error): .failure(error)
    }
  }
}
