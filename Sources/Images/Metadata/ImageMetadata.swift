/// What a file says about a picture beside its pixels; it travels with the picture and is written with it.
public struct ImageMetadata: Hashable, Sendable {
  /// The ICC profile: what the sample values mean as colours. Pixels are never converted.
  public var colourProfile: [UInt8]?

  /// Exif data, from the TIFF header on. After reading, its orientation is 1: it has been applied to the pixels.
  public var exif: [UInt8]?

  /// PNG chunks that say, where no profile does, what the sample values mean: `gAMA`, `cHRM`, `sRGB`, `cICP`.
  public var colourChunks: [PNGColourChunk]

  /// How many pixels go on a metre of paper; nil where the file does not say it, or not the same across and down.
  public var pixelsPerMetre: Int?

  public init(
    colourProfile: [UInt8]? = nil, exif: [UInt8]? = nil, colourChunks: [PNGColourChunk] = [], pixelsPerMetre: Int? = nil
  ) {
    self.colourProfile = colourProfile
    self.exif = exif
    self.colourChunks = colourChunks
    self.pixelsPerMetre = pixelsPerMetre
  }
}

/// A chunk of a PNG that describes its colours, kept as it was.
public struct PNGColourChunk: Hashable, Sendable {
  /// Its four letters.
  public let name: String
  /// Its data, without length and check sum.
  public let data: [UInt8]

  public init(name: String, data: [UInt8]) {
    self.name = name
    self.data = data
  }
}

extension ImageMetadata {
  /// The profile, if it speaks of as many channels as the picture has: a grey profile in an RGB file is an error there.
  func profile(forChannels channels: Int) -> [UInt8]? {
    guard let profile = colourProfile, profile.count >= 128 else { return nil }
    return profile[16..<20].elementsEqual((channels == 1 ? "GRAY" : "RGB ").utf8) ? profile : nil
  }
}
