/// The kinds of picture files that are read and written.
public enum ImageFormat: String, Hashable, Sendable, CaseIterable {
  case png = "PNG"
  case jpeg = "JPEG"
  /// Portable pixmap, `P6` in colour or `P5` in grey.
  case ppm = "PPM"
}

extension ImageFormat: CustomStringConvertible {
  public var description: String { rawValue }
}

extension ImageFormat {
  /// The format that a file's content begins with; its name is not asked.
  /// - Parameter beginning: the first bytes of the file; 16 are enough.
  /// - Throws: `ImageError.empty`, `.text`, `.foreignFormat` or `.notAnImage`: what it seems to be instead.
  public init(contentOf beginning: [UInt8]) throws(ImageError) {
    let first = beginning.prefix(16)
    if first.isEmpty { throw .empty }
    if first.starts(with: PNGHeader.signature) {
      self = .png
      return
    }
    if first.starts(with: [0xff, 0xd8, 0xff]) {
      self = .jpeg
      return
    }
    if PPMHeader.begins(first) {
      self = .ppm
      return
    }
    if let name = foreignName(Array(first)) { throw .foreignFormat(name) }
    if let text = textBeginning(beginning) { throw .text(beginning: text) }
    throw .notAnImage(firstBytes: Array(first.prefix(8)))
  }

  /// The format that a file name's ending asks for, upper or lower case; nil for another ending.
  public init?(fileExtension: String) {
    switch fileExtension.lowercased() {
    case "png": self = .png
    case "jpg", "jpeg": self = .jpeg
    case "ppm", "pgm", "pnm": self = .ppm
    default: return nil
    }
  }
}

private func foreignName(_ bytes: [UInt8]) -> String? {
  func has(_ text: String, at offset: Int = 0) -> Bool { bytes.dropFirst(offset).starts(with: text.utf8) }
  if has("GIF8") { return "GIF" }
  if has("RIFF"), has("WEBP", at: 8) { return "WebP" }
  if has("II*\0") || has("MM\0*") { return "TIFF" }
  if has("BM"), bytes.dropFirst(6).starts(with: [0, 0, 0, 0]) { return "BMP" }
  if has("ftypavif", at: 4) { return "AVIF" }
  if has("ftypheic", at: 4) || has("ftypmif1", at: 4) || has("ftypheix", at: 4) { return "HEIC" }
  if bytes.starts(with: [0xff, 0x0a]) || has("JXL ", at: 4) { return "JPEG XL" }
  if has("8BPS") { return "Photoshop" }
  return nil
}

/// The first words of what looks like text, nil for anything else.
private func textBeginning(_ bytes: [UInt8]) -> String? {
  let shown = bytes.prefix(24)
  let isText = shown.allSatisfy { $0 >= 0x20 && $0 < 0x7f || $0 == 0x0a || $0 == 0x0d || $0 == 0x09 }
  guard isText else { return nil }
  return String(decoding: shown.prefix { $0 != 0x0a && $0 != 0x0d }, as: UTF8.self)
}
