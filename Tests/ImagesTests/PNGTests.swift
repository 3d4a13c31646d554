import Testing

@testable import Images

struct PNGReadingTests {
  @Test(
    "Every colour type, depth and interlacing decodes to its golden samples",
    arguments: Golden.all.filter { $0.name.hasSuffix(".png") })
  func golden(_ golden: Golden) throws {
    let image = try ImageReader.decode(Fixtures.bytes(golden.name))
    #expect(image.size == golden.size)
    #expect(image.channels == golden.channels)
    #expect(image.samples == golden.samples)
    #expect(image.alpha == golden.alpha)
  }

  @Test("A plain PNG has the same pixels by the short way and by libpng's", arguments: 0...9)
  func plain(level: Int) throws {
    var taken = 0
    for golden in Golden.all where golden.name.hasSuffix(".png") {
      let image = try ImageReader.decode(Fixtures.bytes(golden.name))
      guard case .bytes = image.samples else { continue }
      let bytes = try PNGWriter.encode(image, options: PNGOptions(compression: level))
      guard let plain = try PlainPNG(bytes, PNGHeader(bytes))?.image() else { continue }
      taken += 1
      let careful = try PNGReader.pixels(bytes, largestSide: 1000)
      #expect(plain.samples == careful.samples, "\(golden.name)")
      #expect(plain.alpha == careful.alpha, "\(golden.name)")
    }
    #expect(taken > 10)
  }

  @Test("Damage and what is not plain is left to libpng")
  func notPlain() throws {
    let sound = try PNGWriter.encode(ImageReader.decode(Fixtures.bytes("grey-8.png")))
    #expect(try PlainPNG(sound, PNGHeader(sound))?.image() != nil)
    for offset in stride(from: 37, to: sound.count, by: 1) {
      var damaged = sound
      damaged[offset] ^= 1
      #expect(try PlainPNG(damaged, PNGHeader(damaged))?.image() == nil, "byte \(offset)")
    }
    for count in 34..<sound.count {
      let short = Array(sound[..<count])
      #expect(try PlainPNG(short, PNGHeader(short))?.image() == nil, "\(count) bytes")
    }
    for name in ["grey-8-key.png", "grey-1.png", "grey-16.png", "grey-8-interlaced.png", "profile.png"] {
      let bytes = try Fixtures.bytes(name)
      #expect(try PlainPNG(bytes, PNGHeader(bytes)) == nil, "\(name)")
    }
  }

  @Test("A header tells what decoding gives", arguments: Golden.all)
  func header(_ golden: Golden) throws {
    let header = try ImageReader.header(Fixtures.bytes(golden.name))
    #expect(header.size == golden.size)
    #expect(header.channels == golden.channels)
    #expect(header.hasAlpha == (golden.alpha != nil))
    #expect(try ImageReader.header(path: Fixtures.path(golden.name)) == header)
  }

  @Test("The profile is kept byte by byte, and survives writing")
  func profile() throws {
    let image = try ImageReader.decode(Fixtures.bytes("profile.png"))
    let profile = try Fixtures.bytes("profile.icc")
    #expect(image.metadata.colourProfile == profile)
    let again = try ImageReader.decode(PNGWriter.encode(image))
    #expect(again.metadata.colourProfile == profile)
  }

  @Test("gAMA and cHRM are kept as they are, and survive writing")
  func colourChunks() throws {
    let image = try ImageReader.decode(Fixtures.bytes("gamma.png"))
    #expect(image.metadata.colourChunks.map(\.name) == ["gAMA", "cHRM"])
    #expect(try ImageReader.decode(PNGWriter.encode(image)).metadata == image.metadata)
  }

  @Test("Exif data are kept with orientation 1", arguments: ["exif-before.png", "exif-after.png"])
  func exif(_ name: String) throws {
    let image = try ImageReader.decode(Fixtures.bytes(name))
    let exif = try #require(image.metadata.exif)
    #expect(exif.count == 38)
    #expect(exif[30...31].reduce(0, +) == 1)
    #expect(try ImageReader.decode(PNGWriter.encode(image)).metadata.exif == exif)
  }
}

struct PNGWritingTests {
  @Test("What is written reads back the same, at every level", arguments: 0...9)
  func lossless(level: Int) throws {
    for golden in Golden.all where golden.name.hasSuffix(".png") {
      let image = try ImageReader.decode(Fixtures.bytes(golden.name))
      let bits = if case .words = image.samples { 16 } else { 8 }
      let again = try ImageReader.decode(PNGWriter.encode(image, options: PNGOptions(compression: level, bits: bits)))
      #expect(again.samples == image.samples, "\(golden.name)")
      #expect(again.alpha == image.alpha, "\(golden.name)")
    }
  }

  @Test("A higher level makes no larger file of real pictures")
  func levels() throws {
    let faces = try Fixtures.faces().map { try ImageReader.decode($0) }
    let totals = try [0, 1, 6, 9].map { level in
      try faces.map { try PNGWriter.encode($0, options: PNGOptions(compression: level)).count }.reduce(0, +)
    }
    #expect(totals == totals.sorted(by: >))
  }

  @Test("8 bits become 16 and 16 become 8 by rounding")
  func depths() throws {
    let size = PixelSize(width: 4, height: 1)
    let words = Image(size: size, channels: 1, samples: .words([0, 128, 129, 65535]))
    #expect(try ImageReader.decode(PNGWriter.encode(words)).samples == .bytes([0, 0, 1, 255]))
    let bytes = Image(size: size, channels: 1, samples: .bytes([0, 1, 128, 255]))
    let wide = try ImageReader.decode(PNGWriter.encode(bytes, options: PNGOptions(bits: 16)))
    #expect(wide.samples == .words([0, 257, 128 * 257, 65535]))
  }

  @Test("Floats are clamped and rounded, never truncated")
  func floats() throws {
    let values: [Float] = [-3, 0.49999 / 255, 0.5 / 255, 1.5 / 255, 254.49 / 255, 254.51 / 255, 1, 7]
    let image = Image(size: PixelSize(width: 8, height: 1), channels: 1, samples: .floats(values))
    #expect(try ImageReader.decode(PNGWriter.encode(image)).samples == .bytes([0, 0, 1, 2, 254, 255, 255, 255]))
  }

  @Test("Every half goes up, and nothing else does")
  func halves() throws {
    let halves = (0..<255).map { Float($0) + 0.5 }
    for (below, half) in halves.enumerated() {
      #expect(UInt8(nearest: half) == UInt8(below + 1))
      #expect(UInt8(nearest: half.nextDown) == UInt8(below))
      #expect(UInt8(nearest: half.nextUp) == UInt8(below + 1))
    }
  }

  @Test("A value that is not finite never becomes a picture", arguments: [Float.nan, .infinity, -.infinity])
  func notFinite(_ value: Float) throws {
    let image = Image(size: PixelSize(width: 3, height: 1), channels: 1, samples: .floats([0, value, 1]))
    #expect(throws: ImageError.notFinite) { try PNGWriter.encode(image) }
    #expect(throws: ImageError.notFinite) { try PNGWriter.encode(image, options: PNGOptions(bits: 16)) }
    #expect(throws: ImageError.notFinite) { try PPMWriter.encode(image) }
    #expect(throws: ImageError.notFinite) { try JPEGWriter.encode(image) }
  }

  @Test("A grey profile is not written into an RGB file")
  func profileOfOtherColours() throws {
    var profile = try Fixtures.bytes("profile.icc")
    profile.replaceSubrange(16..<20, with: "GRAY".utf8)
    let image = Image(
      size: PixelSize(width: 1, height: 1), channels: 3, samples: .bytes([1, 2, 3]),
      metadata: ImageMetadata(colourProfile: profile))
    #expect(try ImageReader.decode(PNGWriter.encode(image)).metadata.colourProfile == nil)
  }

  @Test("Settings outside their range are named", arguments: [PNGOptions(compression: 10), PNGOptions(bits: 12)])
  func settings(_ options: PNGOptions) throws {
    let image = Image(size: PixelSize(width: 1, height: 1), channels: 1, samples: .bytes([1]))
    #expect(throws: ImageError.self) { try PNGWriter.encode(image, options: options) }
  }
}
