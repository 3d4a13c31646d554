/// The facts in a PNG's IHDR chunk, the first of every file (PNG specification, 11.2.2).
struct PNGHeader: Equatable {
  static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  /// Signature, and IHDR with its length and check sum.
  static let byteCount = 33

  let size: PixelSize
  /// Bits a sample, or a palette index: 1, 2, 4, 8 or 16.
  let bitDepth: Int
  let colourType: ColourType
  let isInterlaced: Bool

  enum ColourType: Int {
    case grey = 0
    case rgb = 2
    case palette = 3
    case greyAlpha = 4
    case rgba = 6

    /// The samples of a pixel in the file.
    var samples: Int { [.grey: 1, .rgb: 3, .palette: 1, .greyAlpha: 2, .rgba: 4][self] ?? 1 }
    /// The colour channels after decoding: a palette holds RGB.
    var channels: Int { self == .grey || self == .greyAlpha ? 1 : 3 }
    var hasAlpha: Bool { self == .greyAlpha || self == .rgba }
    var depths: [Int] {
      switch self {
      case .grey: [1, 2, 4, 8, 16]
      case .palette: [1, 2, 4, 8]
      case .rgb, .greyAlpha, .rgba: [8, 16]
      }
    }
  }

  /// - Throws: `.truncated` or `.corrupt`.
  init(_ bytes: [UInt8]) throws(ImageError) {
    guard bytes.count >= Self.byteCount else { throw .truncated(.png) }
    guard let width = bytes.bigEndian32(at: 16), let height = bytes.bigEndian32(at: 20),
      bytes.bigEndian32(at: 8) == 13, bytes[12..<16].elementsEqual("IHDR".utf8)
    else { throw .corrupt(.png, reason: "it does not begin with an IHDR chunk") }
    guard 1...0x7fff_ffff ~= width, 1...0x7fff_ffff ~= height else {
      throw .corrupt(.png, reason: "its header declares \(width)×\(height) pixels")
    }
    guard let type = ColourType(rawValue: Int(bytes[25])), type.depths.contains(Int(bytes[24])), bytes[28] <= 1 else {
      throw .corrupt(.png, reason: "its header declares colour type \(bytes[25]) with \(bytes[24]) bits")
    }
    size = PixelSize(width: width, height: height)
    bitDepth = Int(bytes[24])
    colourType = type
    isInterlaced = bytes[28] == 1
  }

  /// The bytes of all rows before compression, filter bytes aside; never more than the real number.
  var rawByteCount: Int { (size.width * colourType.samples * bitDepth + 7) / 8 * size.height }
}
