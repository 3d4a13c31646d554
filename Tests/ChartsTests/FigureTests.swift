import Foundation
import Images
import Testing

@testable import Charts

@Suite("Figures")
struct FigureTests {
  @Test("are the same bytes every time, as text and as pixels", arguments: Examples.all.keys.sorted())
  func sameBytes(_ name: String) throws {
    let figure = try #require(Examples.all[name])
    #expect(figure.svg == figure.svg)
    #expect(try figure.png(scale: 1) == figure.png(scale: 1))
  }

  @Test("have nothing outside their edges", arguments: Examples.all.keys.sorted())
  func inside(_ name: String) throws {
    let drawing = try #require(Examples.all[name]).drawing
    for mark in drawing.marks {
      for place in mark.extent {
        #expect((0...drawing.width).contains(place.x) && (0...drawing.height).contains(place.y), "\(mark)")
      }
    }
  }

  @Test("are well-formed XML of one size with the picture", arguments: Examples.all.keys.sorted())
  func wellFormed(_ name: String) throws {
    let figure = try #require(Examples.all[name])
    let svg = figure.svg
    #expect(svg.hasPrefix("<svg xmlns=") && svg.hasSuffix("</svg>\n"))
    #expect(!svg.contains("\"nan\"") && !svg.contains("\"inf\"") && !svg.contains("nan,"))
    let size = PixelSize(
      width: Int(figure.drawing.width.rounded(.up)), height: Int(figure.drawing.height.rounded(.up)))
    #expect(svg.contains("width=\"\(size.width)\" height=\"\(size.height)\""))
  }

  @Test("escape what XML would take for markup")
  func escaping() {
    let figure = Figure("a < b & c", .bars(BarChart([.init("<x>\u{7}", 1)], label: "")))
    #expect(figure.svg.contains("a &lt; b &amp; c") && figure.svg.contains("&lt;x&gt; "))
  }

  @Test("refuse a size beyond the limit before anything is drawn")
  func limit() {
    let figure = Figure("wide", width: 1e5, .bars(BarChart([], label: "")))
    #expect(throws: ImageError.self) { try figure.image(limits: ImageLimits(maximumPixels: 1000)) }
  }

  /// Set CHARTS to a folder to look at all of them.
  @Test("can be looked at", .enabled(if: ProcessInfo.processInfo.environment["CHARTS"] != nil))
  func look() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["CHARTS"])
    for (name, figure) in Examples.all {
      try Data(figure.svg.utf8).write(to: URL(filePath: folder + "/\(name).svg"))
      try Data(figure.png()).write(to: URL(filePath: folder + "/\(name).png"))
    }
  }
}

extension Mark {
  /// The corners of what it covers.
  fileprivate var extent: [Place] {
    switch self {
    case .line(let places, _, _): places
    case .disc(let place, let radius, _, _):
      [Place(place.x - radius, place.y - radius), Place(place.x + radius, place.y + radius)]
    case .box(let box, _): [Place(box.left, box.top), Place(box.right, box.bottom)]
    case .text(let lettering): LetterFont.standard.lines(of: lettering).flatMap { $0 }
    }
  }
}
