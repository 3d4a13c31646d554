import Images
import Testing

struct HostileFileTests {
  private static let names = Fixtures.names(".png") + Fixtures.names(".jpg")

  /// A PNG with the data of one pixel behind a header that declares `size`.
  private func png(_ size: PixelSize) throws -> [UInt8] {
    let model = Image(size: PixelSize(width: 1, height: 1), channels: 3, samples: .bytes([1, 2, 3]))
    var bytes = try PNGWriter.encode(model)
    for (place, value) in [(16, size.width), (20, size.height)] {
      bytes.replaceSubrange(place..<place + 4, with: (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) })
    }
    return Array(bytes[..<29]) + crc(bytes[12..<29]) + bytes[33...]
  }

  private func crc(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var sum: UInt32 = 0xffff_ffff
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
    }
    return (0..<4).map { UInt8(truncatingIfNeeded: ~sum >> (24 - 8 * $0)) }
  }

  @Test("A file cut short anywhere is an error", arguments: names)
  func truncated(_ name: String) throws {
    let bytes = try Fixtures.bytes(name)
    // The very end of a JPEG may be missing without loss; the end marker has two bytes.
    for count in stride(from: 0, to: bytes.count - 3, by: 16) {
      #expect(throws: ImageError.self, "\(count) of \(bytes.count) bytes") {
        try ImageReader.decode(Array(bytes[..<count]))
      }
      _ = try? ImageReader.header(Array(bytes[..<count]))
    }
  }

  @Test("A face without its last byte is cut short")
  func lastByte() throws {
    #expect(throws: ImageError.truncated(.png)) { try ImageReader.decode(Fixtures.faces()[0].dropLast()) }
  }

  @Test("Flipped bytes give a picture or an error, never anything else", arguments: names)
  func flipped(_ name: String) throws {
    let bytes = try Fixtures.bytes(name)
    var state: UInt64 = 0x9e37_79b9_7f4a_7c15
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<200 {
      var damaged = bytes
      for _ in 0...random(4) { damaged[random(damaged.count)] = UInt8(random(256)) }
      _ = try? ImageReader.decode(damaged, limits: ImageLimits(maximumPixels: 1_000_000))
      _ = try? ImageReader.header(damaged)
      var stream = ImageStream { _ in
        defer { damaged = [] }
        return damaged
      }
      while (try? stream.next()) != nil {}
    }
  }

  @Test("A header of 30000×30000 pixels is over the limit before anything is allocated")
  func tooLarge() throws {
    let size = PixelSize(width: 30000, height: 30000)
    let bytes = try png(size)
    #expect(throws: ImageError.tooLarge(size, maximumPixels: 100_000_000)) { try ImageReader.decode(bytes) }
    #expect(throws: ImageError.tooLarge(size, maximumPixels: 100_000_000)) { try ImageReader.header(bytes) }
  }

  @Test("A header that declares what the data cannot hold is found out", arguments: [9999, 1000])
  func lyingHeader(side: Int) throws {
    let bytes = try png(PixelSize(width: side, height: side))
    let error = #expect(throws: ImageError.self) { try ImageReader.decode(bytes) }
    if case .lyingHeader = error {} else { Issue.record("\(String(describing: error))") }
  }

  @Test("A header that declares a little too much is an error too")
  func slightlyLyingHeader() throws {
    let bytes = try png(PixelSize(width: 2, height: 2))
    #expect(throws: ImageError.self) { try ImageReader.decode(bytes) }
  }

  @Test("A JPEG that declares what it cannot hold is found out", .enabled(if: jpegIsBuiltIn))
  func lyingJPEG() throws {
    var bytes = try Fixtures.bytes("plain.jpg")
    let frame = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xff, 0xc0]) })
    bytes.replaceSubrange(frame + 5..<frame + 9, with: [0x27, 0x0f, 0x27, 0x0f])
    #expect(throws: ImageError.self) { try ImageReader.decode(bytes) }
  }

  @Test("A JPEG of very many scans is refused")
  func scans() throws {
    var bytes = try Fixtures.bytes("progressive.jpg")
    let frame = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xff, 0xc2]) })
    bytes.replaceSubrange(frame + 5..<frame + 9, with: [0x10, 0, 0x10, 0])
    let scan = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xff, 0xda]) })
    let repeated = bytes[scan..<bytes.count - 2]
    bytes.insert(contentsOf: (0..<100).flatMap { _ in repeated }, at: bytes.count - 2)
    let error = #expect(throws: ImageError.self) { try ImageReader.decode(bytes) }
    if case .tooManyScans = error {} else { Issue.record("\(String(describing: error))") }
  }

  @Test(
    "What is no picture is named for what it is",
    arguments: [
      ("", "empty"), ("<html><body>", "text"), ("name,smile\r\n1,2", "name,smile"), ("GIF89a\u{1}\0\0\0", "GIF"),
      ("RIFF\0\0\0\0WEBPVP8 ", "WebP"), ("II*\0\u{8}\0\0\0", "TIFF"), ("\0\0\0\u{1c}ftypavif", "AVIF"),
      ("\u{1}\u{2}\u{3}\u{4}", "01 02 03 04"),
    ])
  func foreign(content: String, word: String) {
    let error = #expect(throws: ImageError.self) { try ImageReader.decode(Array(content.utf8)) }
    #expect(error.map { "\($0)".contains(word) } == true)
  }

  @Test("A file that is not there says so")
  func missing() {
    #expect(throws: ImageError.readFailed(errno: 2)) { try ImageReader.header(path: "/nonexistent/picture.png") }
  }
}

#if TurboJPEG
  private let jpegIsBuiltIn = true
#else
  private let jpegIsBuiltIn = false
#endif
