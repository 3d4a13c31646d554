/// What a walk over a PNG's chunks tells without decoding.
struct PNGSurvey {
  /// Whether a tRNS chunk makes a picture without alpha samples partly transparent.
  private(set) var hasTransparency = false
  /// Whether the pixels' data begin within the bytes at hand, so that everything before them has been seen.
  private(set) var reachesPixels = false
  private(set) var pixelDataCount = 0
  private(set) var exif: [UInt8]?
  private(set) var pixelsPerMetre: Int?
  private(set) var colourChunks: [PNGColourChunk] = []

  private static let colourNames: Set = ["gAMA", "cHRM", "sRGB", "cICP"]

  /// Chunks that are cut off or whose check sum is wrong are left out, as libpng leaves them out.
  init(_ bytes: [UInt8]) {
    for chunk in PNGChunks(bytes) {
      switch chunk.name {
      case "IDAT":
        reachesPixels = true
        pixelDataCount += max(0, Swift.min(chunk.data.upperBound, bytes.count) - chunk.data.lowerBound)
      case "tRNS": hasTransparency = true
      case "eXIf": exif = PNGChunks.verifiedData(of: chunk, in: bytes)
      case "pHYs":
        pixelsPerMetre = PNGChunks.verifiedData(of: chunk, in: bytes).flatMap(Density.pixelsPerMetre(ofPNG:))
      case let name where Self.colourNames.contains(name):
        guard chunk.data.count <= 64, let data = PNGChunks.verifiedData(of: chunk, in: bytes) else { continue }
        colourChunks.append(PNGColourChunk(name: name, data: data))
      default: break
      }
    }
  }

  /// Deflate makes at most 1032 bytes of one: pixels that cannot come out of the data are not worth their memory.
  func check(_ header: PNGHeader) throws(ImageError) {
    guard pixelDataCount * 1032 >= header.rawByteCount else {
      throw .lyingHeader(header.size, bytes: pixelDataCount)
    }
  }
}
