/// The colours that several pictures share.
struct Palette {
  /// As `0xrrggbb`.
  let colours: [UInt32]
  /// The same in Oklab.
  private let points: [Lab]

  init(_ colours: [UInt32]) {
    self.colours = colours
    points = colours.map { Lab($0) }
  }

  /// At most `limit` colours for all pictures together: theirs, if there are no more; otherwise the means of boxes of
  /// equal colours, moved to where they serve the pixels around them best (k-means). The same pictures give the same
  /// palette.
  init(of pictures: [[UInt32]], limit: Int) {
    let counts = ColourCounts(pictures, limit: limit)
    guard counts.exact == nil else {
      self.init(counts.exact ?? [])
      return
    }
    var means = VarianceCut.means(of: counts.entries, count: limit)
    for _ in 0..<Self.rounds { means = Self.refined(means, counts.entries) }
    self.init(Set(means.map(\.colour)).sorted())
  }

  /// More change less than a step of a byte.
  private static let rounds = 6

  /// Each mean in the middle of the colours that are nearest to it.
  private static func refined(_ means: [Lab], _ entries: [ColourCounts.Entry]) -> [Lab] {
    var sums = [Lab](repeating: Lab(l: 0, a: 0, b: 0), count: means.count)
    var weights = [Float](repeating: 0, count: means.count)
    for entry in entries {
      let nearest = means.nearest(to: entry.colour)
      sums[nearest] = sums[nearest] + entry.colour * entry.weight
      weights[nearest] += entry.weight
    }
    return means.indices.map { weights[$0] > 0 ? sums[$0] * (1 / weights[$0]) : means[$0] }
  }

  /// The index of the colour that looks most like one.
  func nearest(to colour: Lab) -> Int { points.nearest(to: colour) }

  func point(_ index: Int) -> Lab { points[index] }

  /// Two colours that together look like one: the nearest, and another in a share of the pixels, at most half.
  func mixture(for colour: Lab) -> (first: Int, second: Int, share: Float) {
    let first = nearest(to: colour)
    let off = colour - points[first]
    var best = (error: off.square, second: first, share: Float(0))
    points.withUnsafeBufferPointer { points in
      for second in points.indices where second != first {
        let way = points[second] - points[first]
        let length = way.square
        let share = min(max(off.dot(way) / length, 0), 0.5)
        // Colours that are far apart are seen as grain.
        let error = (off - way * share).square + Self.grain * length * share * (1 - share)
        if error < best.error { best = (error, second, share) }
      }
    }
    return (first, best.second, best.share)
  }

  /// How much the difference between two mixed colours counts beside the error of their mean.
  private static let grain: Float = 0.1
}

extension [Lab] {
  /// The index of the nearest; the first of several.
  fileprivate func nearest(to colour: Lab) -> Int {
    withUnsafeBufferPointer { points in
      var best = (distance: Float.infinity, index: 0)
      for index in points.indices {
        let (l, a, b) = (points[index].l - colour.l, points[index].a - colour.a, points[index].b - colour.b)
        let distance = l * l + a * a + b * b
        if distance < best.distance { best = (distance, index) }
      }
      return best.index
    }
  }
}
