import Images

extension ScatterPlot {
  func lay(on page: inout Page) {
    page.legend(groups.enumerated().map { ($1, colour($0)) })
    let shown = dots.filter(\.place.isFinite)
    let plane = Plane(
      Scale(shown.map(\.place.x), margin: 0.04, about: 7), Scale(shown.map(\.place.y), margin: 0.04, about: 6),
      xLabel: xLabel, yLabel: yLabel, height: page.width * 0.66, on: &page)
    let (radius, opacity) = Self.weight(shown.count)
    for dot in shown {
      guard let place = plane.place(dot.place) else { continue }
      page.add(.disc(place, radius: radius, colour(dot.group), opacity: opacity))
    }
  }

  private func colour(_ group: Int) -> Colour {
    isOrdered && group >= 0 ? Theme.colour(group, of: groups.count) : Theme.colour(group)
  }

  /// The more dots there are, the smaller and the more transparent they are.
  private static func weight(_ count: Int) -> (radius: Double, opacity: Double) {
    switch count {
    case ..<200: (4, 0.85)
    case ..<2000: (2.8, 0.7)
    default: (1.8, 0.55)
    }
  }
}
