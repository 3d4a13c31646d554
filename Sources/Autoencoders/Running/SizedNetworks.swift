import Kernels
import Synchronization
import Tensors

/// Encoder and decoder for pictures of each size, built when they are first needed; those last used are kept.
final class SizedNetworks: Sendable {
  /// The networks for one size.
  struct Pair: Sendable {
    let encoder: Halves
    let decoder: Halves

    init(_ networks: ModelNetworks, _ posterior: PosteriorSection, _ kernels: any Kernels, chunk: Int) {
      let withoutSpread = PosteriorOutputs(posterior).countWithoutSpread
      encoder = Halves(networks.encoder, withoutSpread: withoutSpread, kernels, chunk: chunk)
      decoder = Halves(networks.decoder, kernels, chunk: chunk)
    }
  }

  /// How many sizes are kept: each has its own copy of the weights.
  private static let mostSizes = 3

  private let build: @Sendable (_ picture: Shape) throws -> Pair
  /// The last used stands last.
  private let kept: Mutex<[(picture: Shape, pair: Pair)]>

  /// - Parameters:
  ///   - pair: networks that are there already, for a size.
  ///   - build: makes those of another size.
  init(_ first: (picture: Shape, pair: Pair)?, _ build: @escaping @Sendable (Shape) throws -> Pair) {
    kept = Mutex(first.map { [$0] } ?? [])
    self.build = build
  }

  /// The networks for pictures of a shape that the model takes.
  /// - Throws: where a layer does not fit that size.
  func callAsFunction(_ picture: Shape) throws -> Pair {
    try kept.withLock { kept in
      let place = kept.firstIndex { $0.picture == picture }
      let used = try place.map { kept.remove(at: $0) } ?? (picture: picture, pair: build(picture))
      if kept.count >= Self.mostSizes { kept.removeFirst() }
      kept.append(used)
      return used.pair
    }
  }
}

extension Autoencoder {
  /// How many items are computed together, by a rule from the size of the pictures: all weights are read once a chunk,
  /// which weighs the more the smaller they are; a short chunk is padded, which costs the more the larger they are, and
  /// the likelier it is the more sizes there are.
  static func chunk(of picture: Shape, amongSizes: Bool) -> Int {
    let pixels = picture.dimensions.dropFirst().reduce(1, *)
    let most = amongSizes ? 1 << 14 : pixels > 1 << 12 ? 1 << 16 : 1 << 17
    return max(1, min(chunk, most / max(1, pixels)))
  }
}
