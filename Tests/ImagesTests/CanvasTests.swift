import Foundation
import Testing

@testable import Images

struct CanvasTests {
  private func bytes(_ image: Image) throws -> [UInt8] { try image.samples.bytes() }

  @Test("A picture is drawn pixel by pixel, and cut at the edges")
  func draw() throws {
    var canvas = Canvas(size: PixelSize(width: 3, height: 2), background: .black)
    let grey = Image(size: PixelSize(width: 2, height: 2), channels: 1, samples: .bytes([1, 2, 3, 4]))
    try canvas.draw(grey, x: 2, y: -1)
    #expect(try bytes(canvas.image) == [0, 0, 0, 0, 0, 0, 3, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    try canvas.draw(grey, x: 50, y: 50)
    try canvas.draw(grey, x: -50, y: -50)
  }

  @Test("Alpha lets the background shine through")
  func alpha() throws {
    var canvas = Canvas(size: PixelSize(width: 3, height: 1))
    let image = Image(
      size: canvas.size, channels: 1, samples: .bytes([0, 0, 0]), alpha: .bytes([0, 51, 255]))
    try canvas.draw(image, x: 0, y: 0)
    #expect(try bytes(canvas.image) == [255, 255, 255, 204, 204, 204, 0, 0, 0])
  }

  @Test("Every printable ASCII letter and σ − × has its own drawing")
  func font() {
    let letters = (33..<127).map { Character(UnicodeScalar($0)) } + ["σ", "−", "×"]
    let box = LabelFont.standard.glyph("語")
    let drawings = letters.map(LabelFont.standard.glyph)
    #expect(drawings.allSatisfy { $0.count == 9 && $0 != box && $0.contains { $0 != 0 } })
    #expect(Set(drawings + [box, LabelFont.standard.glyph(" ")]).count == letters.count + 2)
  }

  @Test("A label takes the place that it says, at every scale", arguments: 1...3)
  func labels(scale: Int) throws {
    let text = "+1.5 σgy|"
    let size = Canvas.labelSize(text, scale: scale)
    var canvas = Canvas(size: PixelSize(width: size.width + 2, height: size.height + 2))
    canvas.draw(label: text, x: 1, y: 1, scale: scale, colour: .black)
    let pixels = try bytes(canvas.image)
    let inked = (0..<canvas.size.count).filter { pixels[$0 * 3] == 0 }
    let columns = inked.map { $0 % canvas.size.width }
    let rows = inked.map { $0 / canvas.size.width }
    #expect(columns.min() == 1 && rows.min() == 1)
    #expect(rows.max() == size.height)
    #expect(columns.max() ?? .max <= size.width)
  }

  @Test("A label too long for its place ends in two dots that fit")
  func fitting() {
    #expect(Canvas.label("short", fitting: 64) == "short")
    #expect(Canvas.label("a very long label", fitting: 64) == "a very l..")
    for width in 0..<80 {
      #expect(Canvas.labelSize(Canvas.label("a very long label", fitting: width)).width <= width)
    }
  }

  @Test("Enlarging repeats every pixel")
  func enlarge() throws {
    let image = Image(
      size: PixelSize(width: 2, height: 1), channels: 1, samples: .bytes([1, 2]), alpha: .bytes([3, 4]))
    let large = image.enlarged(by: 2)
    #expect(large.samples == .bytes([1, 1, 2, 2, 1, 1, 2, 2]))
    #expect(large.alpha == .bytes([3, 3, 4, 4, 3, 3, 4, 4]))
  }
}

struct ContactSheetTests {
  private static func image(_ width: Int, _ height: Int) -> Image {
    let size = PixelSize(width: width, height: height)
    return Image(size: size, channels: 1, samples: .bytes(.init(repeating: 7, count: size.count)))
  }

  @Test("A sheet without labels is its pictures, gaps and margins")
  func size() {
    let sheet = ContactSheet(rows: [[Self.image(64, 64), Self.image(64, 64)], [Self.image(64, 64)]])
    #expect(sheet.size == PixelSize(width: 12 + 64 + 4 + 64 + 12, height: 12 + 64 + 4 + 64 + 12))
  }

  @Test("Nothing is drawn outside, nothing overlaps", arguments: [1, 2, 3])
  func overlaps(enlargement: Int) {
    let sheet = ContactSheet(
      rows: [[Self.image(64, 64), nil, Self.image(40, 64)], [Self.image(64, 20)]],
      columnLabels: ["-1", "a very very long label", "+1"], rowLabels: ["first", "second"], title: "smile",
      style: .init(enlargement: enlargement))
    let layout = ContactSheetLayout(sheet)
    var boxes = layout.labels(of: sheet).map { label -> CropBox in
      let size = Canvas.labelSize(label.text, scale: sheet.style.labelScale)
      return CropBox(left: label.x, top: label.y, right: label.x + size.width, bottom: label.y + size.height)
    }
    for (y, row) in sheet.rows.enumerated() {
      for (x, image) in row.enumerated() { boxes += image.map { [layout.place(of: $0, column: x, row: y)] } ?? [] }
    }
    #expect(boxes.count == 6 + 3)
    for (i, a) in boxes.enumerated() {
      #expect(throws: Never.self) { try a.check(inside: layout.size) }
      for b in boxes[(i + 1)...] {
        #expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top)
      }
    }
  }

  @Test("Captions stand under their pictures, and a frame around one picture touches no other", arguments: [1, 2, 3])
  func captions(enlargement: Int) throws {
    var sheet = ContactSheet(
      rows: [[Self.image(64, 64), Self.image(64, 64)], [Self.image(64, 64)]], captions: [["a", ""], ["b"]],
      style: .init(enlargement: enlargement))
    let layout = ContactSheetLayout(sheet)
    let places = [
      layout.place(of: Self.image(64, 64), column: 0, row: 0), layout.place(of: Self.image(64, 64), column: 0, row: 1),
    ]
    let labels = layout.labels(of: sheet)
    #expect(labels.map(\.text) == ["a", "b"])
    #expect(labels[0].y >= places[0].bottom && labels[0].y < places[1].top)
    let frames = [
      layout.frame(around: places[0]), layout.frame(around: layout.place(of: Self.image(64, 64), column: 1, row: 0)),
    ]
    #expect(frames[0].left < places[0].left && frames[0].bottom > places[0].bottom && frames[0].right < frames[1].left)
    let plain = try sheet.drawn()
    sheet.framed = [.init(row: 0, column: 0)]
    let framed = try sheet.drawn()
    let changed = zip(try plain.samples.bytes(), try framed.samples.bytes()).enumerated().filter { $1.0 != $1.1 }
    let inside = changed.map { $0.offset / 3 }.allSatisfy { pixel in
      let (x, y) = (pixel % plain.size.width, pixel / plain.size.width)
      let isInPicture = (places[0].left..<places[0].right).contains(x) && (places[0].top..<places[0].bottom).contains(y)
      return !isInPicture && (frames[0].left..<frames[0].right).contains(x)
    }
    #expect(!changed.isEmpty && inside)
  }

  @Test("A sheet over the limit is refused before it is drawn")
  func limit() {
    let sheet = ContactSheet(rows: [[Self.image(64, 64)]])
    #expect(throws: ImageError.tooLarge(sheet.size, maximumPixels: 100)) {
      try sheet.drawn(limits: ImageLimits(maximumPixels: 100))
    }
  }

  @Test("A sheet of faces can be looked at", .enabled(if: ProcessInfo.processInfo.environment["SHEET"] != nil))
  func look() throws {
    let faces = try Fixtures.faces().prefix(10).map { try ImageReader.decode($0) }
    var sheet = ContactSheet(
      rows: [Array(faces[0..<5]), Array(faces[5..<10])], columnLabels: ["−2σ", "−1σ", "0", "+1σ", "+2σ"],
      rowLabels: ["face-01", "face-06"], title: "add smile", style: .init(enlargement: 2))
    let path = try #require(ProcessInfo.processInfo.environment["SHEET"])
    try Data(PNGWriter.encode(sheet.drawn())).write(to: URL(filePath: path + "/sheet.png"))
    sheet.style = .init(enlargement: 2, isSmooth: true)
    try Data(PNGWriter.encode(sheet.drawn())).write(to: URL(filePath: path + "/smooth.png"))
    var canvas = Canvas(size: PixelSize(width: 640, height: 200))
    let all = String((32..<127).map { Character(UnicodeScalar($0)) }) + "σ−×語"
    for (row, start) in stride(from: 0, to: all.count, by: 34).enumerated() {
      canvas.draw(label: String(all.dropFirst(start).prefix(34)), x: 10, y: 10 + row * 33, scale: 3)
    }
    canvas.draw(label: "The quick brown fox jumps over the lazy dog, 1234567890 × −0.5σ", x: 10, y: 120, scale: 1)
    canvas.draw(label: "strength +1.50 smile (male) z[12]", x: 10, y: 150, scale: 2)
    try Data(PNGWriter.encode(canvas.image)).write(to: URL(filePath: path + "/font.png"))
  }
}
