/// The part of a figure that two axes span.
struct Plane {
  private let box: Box
  private let x: Scale
  private let y: Scale

  /// Lays axes, grid and labels on a page.
  init(_ x: Scale, _ y: Scale, xLabel: String, yLabel: String, height: Double, on page: inout Page) {
    if !yLabel.isEmpty {
      page.top += 11
      page.write(yLabel, Theme.margin, page.top)
      page.top += 9
    }
    let beside = y.ticks.map { page.textWidth($0.text) }.max() ?? 0
    let left = (Theme.margin + beside + 8).rounded(.up)
    box = Box(left: left, top: page.top, right: page.width - Theme.margin - 6, bottom: page.top + height.rounded())
    self.x = x
    self.y = y
    page.top = box.bottom + 18
    layTicks(on: &page)
    if !xLabel.isEmpty {
      page.top += 18
      page.write(xLabel, box.centre.x, page.top, .middle)
    }
  }

  /// Where a point lies; nil where an axis has no place for it.
  func place(_ point: PlotPoint) -> Place? {
    guard let x = x.share(point.x), let y = y.share(point.y) else { return nil }
    return Place(box.left + x * box.width, box.bottom - y * box.height)
  }

  private func layTicks(on page: inout Page) {
    for tick in y.ticks {
      guard let share = y.share(tick.value) else { continue }
      let line = (box.bottom - share * box.height).rounded()
      page.fill(box.left, line, box.right, line + 1, Theme.grid)
      page.write(tick.text, box.left - 8, line + 4.5, .end)
    }
    for tick in x.ticks {
      guard let share = x.share(tick.value) else { continue }
      let line = (box.left + share * box.width).rounded()
      page.fill(line, box.top, line + 1, box.bottom, Theme.grid)
      page.write(tick.text, line + 0.5, page.top, .middle)
    }
    page.fill(box.left, box.bottom, box.right, box.bottom + 1, Theme.axis)
  }
}
