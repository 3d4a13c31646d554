/// Divides colours into boxes: again and again the box whose colours are furthest from their mean is cut in two where
/// that helps most.
struct VarianceCut {
  private var entries: [ColourCounts.Entry]
  private var boxes: [Box]

  /// Colours that stand together, and how far they are from their mean.
  private struct Box {
    var range: Range<Int>
    var mean: Lab
    /// The axis along which they are furthest apart.
    var axis: WritableKeyPath<Lab, Float>
    /// The sum of the squared distances along it.
    var spread: Float
  }

  /// The means of at most `count` boxes.
  static func means(of entries: [ColourCounts.Entry], count: Int) -> [Lab] {
    guard !entries.isEmpty else { return [] }
    var cut = VarianceCut(entries)
    while cut.boxes.count < count, cut.divide() {}
    return cut.boxes.map(\.mean)
  }

  private init(_ entries: [ColourCounts.Entry]) {
    self.entries = entries
    boxes = []
    boxes = [box(entries.indices)]
  }

  /// Cuts one box in two, if there is one that can be cut.
  private mutating func divide() -> Bool {
    guard let number = boxes.indices.max(by: { boxes[$0].spread < boxes[$1].spread }), boxes[number].spread > 0,
      boxes[number].range.count > 1
    else { return false }
    let (range, axis) = (boxes[number].range, boxes[number].axis)
    entries[range].sort { $0.colour[keyPath: axis] < $1.colour[keyPath: axis] }
    let middle = bestCut(range, axis)
    boxes[number] = box(range.lowerBound..<middle)
    boxes.append(box(middle..<range.upperBound))
    return true
  }

  /// Where the two parts differ most from each other, and so least within.
  private func bestCut(_ range: Range<Int>, _ axis: KeyPath<Lab, Float>) -> Int {
    let weight = entries[range].reduce(0) { $0 + $1.weight }
    let sum = entries[range].reduce(0) { $0 + $1.weight * $1.colour[keyPath: axis] }
    var best = (gain: -Float.infinity, cut: range.lowerBound + 1)
    var (lowWeight, lowSum): (Float, Float) = (0, 0)
    for number in range.dropLast() {
      lowWeight += entries[number].weight
      lowSum += entries[number].weight * entries[number].colour[keyPath: axis]
      let distance = lowSum / lowWeight - (sum - lowSum) / (weight - lowWeight)
      let gain = lowWeight * (weight - lowWeight) * distance * distance
      if gain > best.gain { best = (gain, number + 1) }
    }
    return best.cut
  }

  private func box(_ range: Range<Int>) -> Box {
    let part = entries[range]
    let weight = part.reduce(0) { $0 + $1.weight }
    let mean = part.reduce(Lab(l: 0, a: 0, b: 0)) { $0 + $1.colour * $1.weight } * (1 / weight)
    let squares = part.reduce(Lab(l: 0, a: 0, b: 0)) { sum, entry in
      let off = entry.colour - mean
      return sum + Lab(l: off.l * off.l, a: off.a * off.a, b: off.b * off.b) * entry.weight
    }
    let axis: WritableKeyPath<Lab, Float> =
      squares.l >= max(squares.a, squares.b) ? \.l : squares.a >= squares.b ? \.a : \.b
    return Box(range: range, mean: mean, axis: axis, spread: squares[keyPath: axis])
  }
}
