import Tensors

/// Which pictures a step takes, and which of them are mirrored: a function of seed, epoch and step alone, so that a
/// training that goes on later takes what it would have taken.
struct Shuffle: Sendable {
  let seed: UInt64
  let count: Int
  let batch: Int
  let flips: Bool

  /// The whole batches of an epoch; what does not fill one is left to other epochs, which have another order.
  var stepsPerEpoch: Int { count / batch }

  /// The pictures of an epoch in their order.
  func order(epoch: Int) -> [Int] {
    let keys = RandomSource(seed: seed, stage: "order", item: "\(epoch)").uniforms(count)
    return (0..<count).sorted { (keys[$0], $0) < (keys[$1], $1) }
  }

  /// For each place of an epoch's order, whether the picture is mirrored.
  func mirrored(epoch: Int) -> [Bool] {
    guard flips else { return Array(repeating: false, count: count) }
    return RandomSource(seed: seed, stage: "flip", item: "\(epoch)").uniforms(count).map { $0 < 0.5 }
  }
}
