import Testing

@testable import Images

@Suite("A palette")
struct PaletteTests {
  /// A picture whose colours go smoothly from side to side and from top to bottom.
  static let smooth: [UInt32] = (0..<4096).map { (place: UInt32) -> UInt32 in
    let (x, y) = (place % 64, place / 64)
    return (x << 18) | (y << 10) | 90
  }

  @Test("is the pictures' own colours where they have few")
  func exact() {
    let palette = Palette(of: [[0x0000ff, 0x00ff00], [0x00ff00, 0x123456]], limit: 4)
    #expect(palette.colours == [0x0000ff, 0x00ff00, 0x123456])
  }

  @Test("has no more colours than it may, and every picture's pixels near to one", arguments: [2, 16, 255])
  func near(_ limit: Int) {
    let palette = Palette(of: [Self.smooth], limit: limit)
    #expect(palette.colours.count <= limit && palette.colours.count > limit / 2)
    let error = Self.smooth.reduce(Float(0)) { sum, colour in
      let point = Lab(colour)
      return sum + (point - palette.point(palette.nearest(to: point))).square
    }
    // The squared distance falls with the number of colours, as the area of a square falls that is divided.
    #expect(error / 4096 * Float(limit) < 0.08, "\(error / 4096 * Float(limit))")
  }

  @Test("depends on the pictures alone")
  func deterministic() {
    #expect(Palette(of: [Self.smooth], limit: 60).colours == Palette(of: [Self.smooth.reversed()], limit: 60).colours)
  }

  @Test("has Oklab's published values", arguments: [(0xffffff, 1, 0, 0), (0xff0000, 0.628, 0.225, 0.126)])
  func oklab(_ colour: UInt32, _ l: Float, _ a: Float, _ b: Float) {
    let point = Lab(colour)
    #expect((point - Lab(l: l, a: a, b: b)).square < 1e-6, "\(point)")
    #expect(point.colour == colour)
  }

  @Test("gives every colour of a byte back", arguments: Array(stride(from: 0, to: 0xffffff, by: 0x1f3f7)))
  func roundTrip(_ colour: Int) { #expect(Lab(UInt32(colour)).colour == UInt32(colour)) }

  @Test("mixes what it lacks: the mean over the pattern is the colour", arguments: [0x404040, 0x505050, 0x707070])
  func mixing(_ colour: UInt32) {
    var ditherer = Ditherer(Palette([0x303030, 0x909090]), .ordered)
    let indices = ditherer.indices(of: [UInt32](repeating: colour, count: 64), width: 8)
    let mean = indices.reduce(Float(0)) { $0 + Lab($1 == 0 ? 0x303030 : 0x909090).l } / 64
    // The grain it would show holds back a little.
    #expect(abs(mean - Lab(colour).l) < 0.03, "\(mean) for \(Lab(colour).l)")
  }

  @Test("stands still where the picture does, if the pattern is ordered")
  func still() {
    var moved = Self.smooth
    for place in 0..<64 * 32 { moved[place] = 0xff00ff }
    let palette = Palette(of: [Self.smooth, moved], limit: 24)
    var ditherer = Ditherer(palette, .ordered)
    let (a, b) = (ditherer.indices(of: Self.smooth, width: 64), ditherer.indices(of: moved, width: 64))
    #expect(a[(64 * 32)...] == b[(64 * 32)...])
  }
}
