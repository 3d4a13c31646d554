/// The length of a way, measured along it, and the places at which a share of it is gone.
struct ArcLength: Sendable {
  private let path: LatentPath
  /// The length from the beginning to each of the cells' ends.
  private let lengths: [Double]

  private static let cells = 32

  /// Measures a way by Gauss–Legendre quadrature of its speed.
  init(_ path: LatentPath) {
    self.path = path
    lengths = (0..<Self.cells).reduce(into: [0]) { lengths, cell in
      lengths.append(lengths[cell] + Self.integral(path, Self.place(cell), Self.place(cell + 1)))
    }
  }

  /// All of it.
  var total: Double { lengths[Self.cells] }

  /// The length from the beginning to t.
  func length(to t: Double) -> Double {
    let cell = min(Self.cells - 1, max(0, Int(t * Double(Self.cells))))
    return lengths[cell] + Self.integral(path, Self.place(cell), t)
  }

  /// The t at which a share of the length is gone; the share itself where there is no length.
  func place(ofShare share: Double) -> Double {
    guard share > 0, share < 1, total > 0 else { return share }
    let wanted = share * total
    var (low, high) = (0.0, 1.0)
    for _ in 0..<52 {
      let middle = (low + high) / 2
      if length(to: middle) < wanted { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  private static func place(_ cell: Int) -> Double { Double(cell) / Double(cells) }

  private static func integral(_ path: LatentPath, _ from: Double, _ to: Double) -> Double {
    let (middle, half) = ((from + to) / 2, (to - from) / 2)
    return half * nodes.reduce(0) { $0 + $1.weight * path.speed(middle + half * $1.place) }
  }

  /// Gauss–Legendre's nodes of five points on −1 … 1.
  private static let nodes: [(place: Double, weight: Double)] = [
    (-0.9061798459386640, 0.23692688505618909), (-0.5384693101056831, 0.47862867049936647),
    (0, 0.56888888888888889), (0.5384693101056831, 0.47862867049936647), (0.9061798459386640, 0.23692688505618909),
  ]
}
