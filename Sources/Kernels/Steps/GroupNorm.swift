import Tensors

/// A group norm of every item.
struct GroupNorm: Step {
  private let moments: GroupMoments
  private let weight: [Float]
  private let bias: [Float]
  private let batch: Int

  init(_ norm: GroupNormalization, layout: ChannelsLast, batch: Int) {
    moments = GroupMoments(layout: layout, groups: norm.groups, epsilon: norm.epsilon)
    weight = norm.weight.elements
    bias = norm.bias.elements
    self.batch = batch
  }

  var scratch: Int { moments.count }

  func run(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) {
    let count = moments.layout.count
    for item in 0..<batch {
      moments.measure(source + item * count, into: scratch)
      moments.normalise(source + item * count, scratch, weight, bias, into: target + item * count)
    }
  }
}
