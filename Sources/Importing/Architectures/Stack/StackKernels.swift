/// A kernel of a decoder, once it is known which way it goes.
struct StackKernel {
  let module: StackModule
  let out: Int
  let size: Int
  let hasBias: Bool
  let isTransposed: Bool
  let layout: WeightLayout?
}

extension StackKernel {
  /// Tells convolutions and transposed ones apart: by the channels that they would take and give, by their biases and
  /// norms, and where that leaves both, by how often the encoder halves the picture.
  /// - Parameters:
  ///   - channels: what the first takes; nil if that is not known.
  ///   - doublings: how many transposed ones there must be; nil if that is not known.
  static func all(
    _ steps: [StackStep], channels: Int?, doublings: Int?, isChannelsLast: Bool
  ) throws(ImportError) -> [StackKernel] {
    var known = channels
    var choices: [[StackKernel]] = []
    for step in steps {
      let both = [true, false].compactMap { kernel(step, input: known, isTransposed: $0, isChannelsLast) }
      guard !both.isEmpty else {
        throw .ambiguous("\"\(step.product.name)\" does not take the \(known ?? 0) channels that come to it")
      }
      // An even kernel that does not change the size is not usual.
      let usual = both.filter { StackWindow(kernel: $0.size, changesSize: $0.isTransposed) != nil }
      guard !usual.isEmpty else {
        throw .ambiguous("how \"\(step.product.name)\" moves its kernel does not show in its size")
      }
      choices.append(usual)
      known = Set(usual.map(\.out)).count == 1 ? usual[0].out : nil
    }
    let open = choices.filter { $0.count > 1 }.count
    let sure = choices.filter { $0.count == 1 && $0[0].isTransposed }.count
    guard open > 0 else { return choices.map { $0[0] } }
    guard let doublings, doublings == sure || doublings == sure + open else {
      throw .ambiguous("which layers of the decoder enlarge the picture does not show in their shapes")
    }
    let takesTransposed = doublings == sure + open
    return choices.map { choice in
      choice.count == 1 ? choice[0] : choice.first { $0.isTransposed == takesTransposed } ?? choice[0]
    }
  }

  /// The kernel as one of the two kinds; nil if its tensors say that it is not.
  private static func kernel(
    _ step: StackStep, input: Int?, isTransposed: Bool, _ isChannelsLast: Bool
  ) -> StackKernel? {
    guard case .kernel(let rows, let columns, let size, let bias) = step.product.kind else { return nil }
    var (out, taken) = isTransposed ? (columns, rows) : (rows, columns)
    var layout: WeightLayout?
    if isChannelsLast, isTransposed {
      // Both orders are met with; the one of MLX has the outputs first.
      let isSwapped = columns != input && rows == input
      (out, taken) = isSwapped ? (columns, rows) : (rows, columns)
      layout = isSwapped ? .transposedLastSwapped : .transposedLast
    }
    if let input, taken != input { return nil }
    if let bias, bias != out { return nil }
    if case .batchNorm(let channels)? = step.norm?.kind, channels != out { return nil }
    return StackKernel(
      module: step.product, out: out, size: size, hasBias: bias != nil, isTransposed: isTransposed, layout: layout)
  }
}
