extension BarChart {
  func lay(on page: inout Page) {
    page.legend(groups.enumerated().map { ($1, Theme.colour($0)) })
    let isDense = bars.count > 40
    let (pitch, thickness, size) = isDense ? (13.0, 9.0, 9.0) : (21.0, 15.0, Theme.textSize)
    let names = bars.map { LetterFont.standard.fitted($0.name, into: page.width * 0.35, size: size) }
    let left = (Theme.margin + (names.map { page.textWidth($0, size: size) }.max() ?? 0) + 8).rounded(.up)
    let behind = bars.map { page.textWidth(text($0), size: size) }.max() ?? 0
    let right = page.width - Theme.margin - behind - 6
    let scale = Scale(bars.map(\.value) + [0], margin: 0, about: 6)
    let (top, bottom) = (page.top, page.top + Double(bars.count) * pitch + 4)
    func position(_ value: Double) -> Double { left + (scale.share(value) ?? 0) * (right - left) }
    for tick in scale.ticks {
      let line = position(tick.value).rounded()
      page.fill(line, top, line + 1, bottom, Theme.grid)
      page.write(tick.text, line + 0.5, bottom + 16, .middle)
    }
    let zero = position(0).rounded()
    for (index, bar) in bars.enumerated() {
      let y = (top + 4 + Double(index) * pitch).rounded()
      let base = y + thickness / 2 + size * 0.36
      page.write(names[index], left - 8, base, size: size, .end, colour: Theme.ink)
      guard bar.value.isFinite else { continue }
      let end = position(bar.value)
      page.fill(min(zero, end), y, max(zero, end), y + thickness, Theme.colour(bar.group))
      page.write(text(bar), max(zero, end) + 5, base, size: size)
    }
    page.fill(zero, top, zero + 1, bottom, Theme.axis)
    page.top = bottom + 16
    if !label.isEmpty {
      page.top += 18
      page.write(label, (left + right) / 2, page.top, .middle)
    }
  }

  private func text(_ bar: Bar) -> String { NumberText.fixed(bar.value, digits: digits) }
}
