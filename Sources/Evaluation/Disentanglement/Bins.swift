/// Numbers as whole numbers from 0, for metrics that count.
enum Bins {
  /// How many bins a latent dimension has, and a factor at most.
  static let count = 20

  /// Bins of equal width from the smallest to the largest number, each with its lower edge (numpy's `histogram` and
  /// `digitize`, as disentanglement_lib uses them); the largest number has the last bin.
  static func ofEqualWidth(_ values: [Double], count: Int = count) -> [Int] {
    guard let low = values.min(), let high = values.max(), high > low else { return values.map { _ in 0 } }
    let step = (high - low) / Double(count)
    let edges = (0..<count).map { Double($0) * step + low }
    return values.map { value in
      var (first, last) = (0, count)
      while first < last {
        let middle = (first + last) / 2
        if edges[middle] <= value { first = middle + 1 } else { last = middle }
      }
      return max(first - 1, 0)
    }
  }

  /// The levels of a factor: its own values where they are few, else bins.
  static func levels(_ values: [Double]) -> [Int] {
    let own = Set(values)
    guard own.count <= count else { return ofEqualWidth(values) }
    let places = Dictionary(uniqueKeysWithValues: own.sorted().enumerated().map { ($0.element, $0.offset) })
    return values.map { places[$0] ?? 0 }
  }
}
