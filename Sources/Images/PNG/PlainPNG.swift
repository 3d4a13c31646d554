import Compression

/// A sound PNG of the common kind, whose pixels need nothing but inflating and undoing the filters: 8 bits a sample, no
/// palette, not interlaced, no colour that stands for transparency, no profile.
///
/// It is the faster way to the pixels that libpng gives. Whatever is in doubt is left to libpng, errors among it.
struct PlainPNG {
  private let header: PNGHeader
  /// The compressed pixels: all IDAT chunks behind each other.
  private let data: [UInt8]

  /// - Returns: nil for any other PNG, and for one that is damaged.
  init?(_ bytes: [UInt8], _ header: PNGHeader) {
    guard header.bitDepth == 8, !header.isInterlaced, header.colourType != .palette, bytes[26] == 0, bytes[27] == 0
    else { return nil }
    self.header = header
    var data: [UInt8] = []
    var order = ChunkOrder.beginning
    for chunk in PNGChunks(bytes) {
      guard let next = order.following(chunk.name), PNGChunks.isSound(chunk, in: bytes) else { return nil }
      order = next
      if chunk.name == "IDAT" { data += bytes[chunk.data] }
      if order == .end { break }
    }
    guard order == .end else { return nil }
    self.data = data
  }

  /// The picture; nil if the pixels are damaged.
  func image() -> Image? {
    let pixelCount = header.colourType.samples
    let rowCount = header.size.width * pixelCount
    let filteredCount = (rowCount + 1) * header.size.height
    guard let filtered = Zlib.inflated(data, count: filteredCount),
      let pixels = PNGFilter.undo(filtered, rowCount: rowCount, pixelCount: pixelCount)
    else { return nil }
    return Image(
      pixels, size: header.size, channels: pixelCount, hasAlpha: header.colourType.hasAlpha
    ) { .bytes($0) }
  }

  /// How far a walk over the chunks has come: IDAT chunks follow each other without another between them.
  private enum ChunkOrder {
    case beginning, before, pixels, after, end

    /// Chunks that change no pixel and need no decoding; those that tell of colours or orientation are read elsewhere.
    private static let harmless: Set = [
      "tEXt", "zTXt", "iTXt", "tIME", "pHYs", "gAMA", "cHRM", "sRGB", "cICP", "eXIf", "sBIT",
    ]

    /// nil where the chunk is out of order, or of a kind that is not for here.
    func following(_ name: String) -> ChunkOrder? {
      switch (self, name) {
      case (.beginning, "IHDR"): .before
      case (.before, "IDAT"), (.pixels, "IDAT"): .pixels
      case (.pixels, "IEND"), (.after, "IEND"): .end
      case (.pixels, _) where Self.harmless.contains(name): .after
      case (.before, _) where Self.harmless.contains(name), (.after, _) where Self.harmless.contains(name): self
      default: nil
      }
    }
  }
}
