import Images

/// How much of each pixel a bundle of round-ended lines covers, 0…1.
struct Mask {
  private let lines: [[Place]]
  /// Half the width of a line.
  private let reach: Double
  let columns: Range<Int>
  let rows: Range<Int>
  private var shares: [Float]
  /// The columns of each row that may be covered.
  private var touched: [Range<Int>]

  /// - Parameter lines: in pixels.
  init(_ lines: [[Place]], reach: Double, in size: PixelSize) {
    self.lines = lines
    self.reach = max(reach, 0.35)
    let all = lines.joined()
    let margin = self.reach + 1
    columns = Self.range(all.map(\.x), margin, size.width)
    rows = Self.range(all.map(\.y), margin, size.height)
    shares = Array(repeating: 0, count: columns.count * rows.count)
    touched = Array(repeating: columns.upperBound..<columns.upperBound, count: rows.count)
  }

  /// How much of a pixel is covered.
  subscript(x: Int, y: Int) -> Float { shares[(y - rows.lowerBound) * columns.count + x - columns.lowerBound] }

  /// The columns of a row that may be covered.
  func columns(of row: Int) -> Range<Int> { touched[row - rows.lowerBound] }

  /// Covers the pixels near each line.
  mutating func cover() {
    for line in lines {
      if line.count == 1 { cover(line[0], line[0]) }
      for (from, to) in zip(line, line.dropFirst()) { cover(from, to) }
    }
  }

  private mutating func cover(_ from: Place, _ to: Place) {
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    let length = dx * dx + dy * dy
    let margin = reach + 1
    for y in Self.range([from.y, to.y], margin, rows.upperBound).clamped(to: rows) {
      let reached = Self.range([from.x, to.x], margin, columns.upperBound).clamped(to: columns)
      touch(reached, y)
      for x in reached {
        let (px, py) = (Double(x) + 0.5 - from.x, Double(y) + 0.5 - from.y)
        let along = length == 0 ? 0 : min(1, max(0, (px * dx + py * dy) / length))
        let (ex, ey) = (px - along * dx, py - along * dy)
        let share = Float(min(1, max(0, reach + 0.5 - (ex * ex + ey * ey).squareRoot())))
        let index = (y - rows.lowerBound) * columns.count + x - columns.lowerBound
        shares[index] = max(shares[index], share)
      }
    }
  }

  private mutating func touch(_ reached: Range<Int>, _ y: Int) {
    let known = touched[y - rows.lowerBound]
    let end = known.isEmpty ? reached.upperBound : max(known.upperBound, reached.upperBound)
    touched[y - rows.lowerBound] = min(known.lowerBound, reached.lowerBound, end)..<end
  }

  private static func range(_ values: [Double], _ margin: Double, _ limit: Int) -> Range<Int> {
    guard let least = values.min(), let most = values.max() else { return 0..<0 }
    let first = Int(max(0, min(Double(limit), (least - margin).rounded(.down))))
    return first..<max(first, Int(max(0, min(Double(limit), (most + margin).rounded(.up)))))
  }
}
