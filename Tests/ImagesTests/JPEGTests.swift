#if TurboJPEG
  import Images
  import Testing

  struct JPEGTests {
    @Test(
      "Grey, subsampled, progressive and every orientation decode as in Pillow",
      arguments: Golden.all.filter { $0.name.hasSuffix(".jpg") })
    func golden(_ golden: Golden) throws {
      let image = try ImageReader.decode(Fixtures.bytes(golden.name))
      #expect(image.size == golden.size)
      #expect(image.channels == golden.channels)
      let differences = zip(try image.samples.bytes(), try golden.samples.bytes()).map { abs(Int($0) - Int($1)) }
      #expect(differences.max() ?? 255 <= 2)
    }

    @Test("Exif data are kept with orientation 1, and survive writing", arguments: 1...8)
    func exif(_ orientation: Int) throws {
      let image = try ImageReader.decode(Fixtures.bytes("orientation-\(orientation).jpg"))
      let exif = try #require(image.metadata.exif)
      #expect(exif[30...31].reduce(0, +) == 1)
      let again = try ImageReader.decode(JPEGWriter.encode(image))
      #expect(again.metadata.exif == exif)
      #expect(again.size == image.size)
    }

    @Test("A profile in several segments is put together, and survives writing")
    func profile() throws {
      let image = try ImageReader.decode(Fixtures.bytes("profile.jpg"))
      let profile = try Fixtures.bytes("profile.icc")
      #expect(image.metadata.colourProfile == profile)
      #expect(try ImageReader.decode(JPEGWriter.encode(image)).metadata.colourProfile == profile)
    }

    @Test("A profile longer than a segment survives writing")
    func longProfile() throws {
      var profile = try Fixtures.bytes("profile.icc")
      profile += (0..<150_000).map { UInt8(truncatingIfNeeded: $0) }
      let image = Image(
        size: PixelSize(width: 2, height: 2), channels: 3, samples: .bytes(.init(repeating: 9, count: 12)),
        metadata: ImageMetadata(colourProfile: profile))
      #expect(try ImageReader.decode(JPEGWriter.encode(image)).metadata.colourProfile == profile)
    }

    @Test("Padding before a marker does no harm")
    func padding() throws {
      let padded = try ImageReader.decode(Fixtures.bytes("padded.jpg"))
      #expect(padded.samples == (try ImageReader.decode(Fixtures.bytes("plain.jpg")).samples))
    }

    @Test("Quality 100 keeps a picture within 3 of 255 on average, and grey stays grey", arguments: [1, 3])
    func quality(channels: Int) throws {
      let face = try ImageReader.decode(Fixtures.faces()[0]).converted(toChannels: channels)
      let again = try ImageReader.decode(JPEGWriter.encode(face, quality: 100))
      #expect(again.channels == channels)
      let differences = zip(try face.samples.bytes(), try again.samples.bytes()).map { abs(Int($0) - Int($1)) }
      #expect(differences.reduce(0, +) <= differences.count * 3)
      #expect(try JPEGWriter.encode(face, quality: 30).count < JPEGWriter.encode(face, quality: 95).count)
    }

    @Test("Colours are halved below quality 90 only", arguments: [(89, UInt8(0x22)), (90, UInt8(0x11))])
    func subsampling(quality: Int, factors: UInt8) throws {
      let bytes = try JPEGWriter.encode(ImageReader.decode(Fixtures.faces()[0]), quality: quality)
      let frame = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xff, 0xc0]) })
      #expect(bytes[frame + 11] == factors)
    }

    @Test("Alpha and a quality outside 1…100 are errors")
    func refused() throws {
      let image = Image(size: PixelSize(width: 1, height: 1), channels: 1, samples: .bytes([1]))
      #expect(throws: ImageError.alphaNotStorable(.jpeg)) { try JPEGWriter.encode(image.with(alpha: .bytes([9]))) }
      #expect(throws: ImageError.self) { try JPEGWriter.encode(image, quality: 0) }
      #expect(throws: ImageError.self) { try JPEGWriter.encode(image, quality: 101) }
    }

    @Test("CMYK is refused by name")
    func cmyk() throws {
      let bytes = try Fixtures.bytes("cmyk.jpg")
      #expect(throws: ImageError.unsupportedColours("CMYK")) { try ImageReader.decode(bytes) }
      #expect(throws: ImageError.unsupportedColours("CMYK")) { try ImageReader.header(bytes) }
    }
  }
#else
  import Images
  import Testing

  struct WithoutJPEGTests {
    @Test("Without the trait a JPEG gets an error that says how to enable it")
    func message() throws {
      let bytes = try Fixtures.bytes("plain.jpg")
      #expect(throws: ImageError.jpegNotBuiltIn) { try ImageReader.decode(bytes) }
      #expect("\(ImageError.jpegNotBuiltIn)".contains("--traits TurboJPEG"))
    }
  }
#endif
