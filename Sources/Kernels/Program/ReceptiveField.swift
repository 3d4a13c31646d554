import Tensors

/// How far a number that a network gives looks around in its input.
public struct ReceptiveField: Hashable, Sendable {
  /// The side of the square, in pixels of the input, that it depends on through convolutions.
  public let side: Int
  /// Whether it depends on the whole input beside, by a linear layer, attention or the statistics of a group norm.
  public let isWhole: Bool
}

extension Program {
  /// The receptive field of an output's pixels.
  public func receptiveField(of output: Value) -> ReceptiveField {
    var fields: [Value: Reach] = [:]
    for value in inputs { fields[value] = Reach() }
    for value in computed {
      guard let node = node(of: value) else { continue }
      let sources = node.sources.compactMap { fields[$0] }
      var reach = Reach(joining: sources)
      reach.widen(by: node.operation, isVector: node.shape.rank == 1)
      fields[value] = reach
    }
    let reach = fields[output] ?? Reach()
    return ReceptiveField(side: Int(reach.side.rounded(.up)), isWhole: reach.isWhole)
  }
}

/// The side of what a pixel depends on, and how far apart in the input neighbours are, both in pixels of the input.
private struct Reach {
  var side = 1.0
  var step = 1.0
  var isWhole = false

  init() {}

  init(joining sources: [Reach]) {
    self = sources.max { $0.side < $1.side } ?? Reach()
    isWhole = sources.contains(where: \.isWhole)
  }

  mutating func widen(by operation: Operation, isVector: Bool) {
    switch operation {
    case .convolution(let weight, _, let window):
      side += Double(max(weight.shape[2], weight.shape[3]) - 1) * step
      step *= Double(window.stride)
    case .transposedConvolution(let weight, _, let window):
      let kernel = max(weight.shape[2], weight.shape[3])
      side += Double((kernel + window.stride - 1) / window.stride - 1) * step
      step /= Double(window.stride)
    case .upsample(let rows, let columns): step /= Double(max(rows, columns))
    case .linear, .attention, .groupNorm: isWhole = true
    case .reshape: if isVector { isWhole = true }
    case .batchNorm, .scaleShift, .activation, .channels, .add, .concatenate: break
    }
  }
}
