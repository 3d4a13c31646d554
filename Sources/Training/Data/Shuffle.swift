import Tensors

/// Which pictures a step takes: a function of seed, epoch and step alone, so that a training that goes on
/// later takes what it would have taken.
struct Shuffle: Sendable {
  let seed: UInt64
  let count: Int
  let batch: Int
  /// Pictures that stay together, one after the other; empty where each goes its own way.
  var groups: [[Int]] = []

  /// The whole batches of an epoch; what does not fill one is left to other epochs, which have another order.
  var stepsPerEpoch: Int { count / batch }

  /// The pictures of an epoch in their order.
  func order(epoch: Int) -> [Int] {
    let units = groups.isEmpty ? count : groups.count
    let keys = RandomSource(seed: seed, stage: "order", item: "\(epoch)").uniforms(units)
    let order = (0..<units).sorted { (keys[$0], $0) < (keys[$1], $1) }
    return groups.isEmpty ? order : order.flatMap { groups[$0] }
  }
}
