import Compression

/// A text in a PNG under a keyword: an iTXt chunk (PNG specification, 11.3.3.4), compressed when it is long.
public struct PNGText: Hashable, Sendable {
  /// What the text is about, 1 to 79 letters of ASCII.
  public let keyword: String
  /// The text itself.
  public let text: String

  /// From so many bytes on, a text is compressed.
  static let longPlain = 512
  /// The longest text that is read.
  static let longest = 64 << 20

  /// A text under a keyword.
  public init(keyword: String, text: String) {
    self.keyword = keyword
    self.text = text
  }

  /// Puts the text into an encoded PNG, behind its header.
  /// - Precondition: `png` are the bytes of a PNG file.
  public func insert(into png: inout [UInt8]) {
    var chunk = PNGChunkWriter(reserving: 256 + text.utf8.count)
    chunk.append("iTXt", data)
    png.insert(contentsOf: chunk.bytes[PNGHeader.signature.count...], at: PNGHeader.byteCount)
  }

  /// Keyword, its end, whether compressed, how, no language and no translation, the text.
  private var data: [UInt8] {
    let plain = Array(text.utf8)
    let packed = plain.count < Self.longPlain ? [] : Zlib.compressed(plain, level: 2) ?? []
    let isShorter = !packed.isEmpty && packed.count < plain.count
    return Array(keyword.utf8) + [0, isShorter ? 1 : 0, 0, 0, 0] + (isShorter ? packed : plain)
  }
}

extension PNGText {
  /// Why a text cannot be read. Its description completes "… is damaged: …".
  public enum Damage: Error, Hashable, Sendable {
    /// The file ends before the chunk does, or the check sum is not that of the data.
    case checkSum
    /// What is compressed cannot be expanded.
    case compression
    /// The chunk has not the form of a text.
    case form
  }

  /// The text under a keyword in a PNG; nil where there is none, or the bytes are no PNG.
  /// - Throws: where there is one that cannot be read.
  public static func find(_ keyword: String, in png: [UInt8]) throws(Damage) -> PNGText? {
    guard png.starts(with: PNGHeader.signature) else { return nil }
    let start = Array(keyword.utf8) + [0]
    for chunk in PNGChunks(png) where chunk.name == "iTXt" {
      let end = Swift.min(chunk.data.upperBound, png.count)
      guard chunk.data.lowerBound < end, png[chunk.data.lowerBound..<end].starts(with: start) else { continue }
      guard let data = PNGChunks.verifiedData(of: chunk, in: png) else { throw .checkSum }
      return PNGText(keyword: keyword, text: try text(data[start.count...]))
    }
    return nil
  }

  private static func text(_ data: ArraySlice<UInt8>) throws(Damage) -> String {
    let parts = data.dropFirst(2).split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
    guard let flag = data.first, flag <= 1, parts.count == 3 else { throw .form }
    let bytes = flag == 1 ? try expanded(Array(parts[2])) : Array(parts[2])
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .form }
    return text
  }

  private static func expanded(_ packed: [UInt8]) throws(Damage) -> [UInt8] {
    guard let bytes = Zlib.expanded(packed, limit: longest) else { throw .compression }
    return bytes
  }
}

extension PNGText.Damage: CustomStringConvertible {
  public var description: String {
    switch self {
    case .checkSum: "its check sum is wrong"
    case .compression: "it cannot be expanded"
    case .form: "it has not the form of a text"
    }
  }
}
