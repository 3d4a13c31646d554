#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ImageError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .empty: "the file is empty (0 bytes)"
    case .text(let beginning): "it holds text, not a picture; it begins with \"\(beginning)\""
    case .notAnImage(let bytes): "it is not a PNG, JPEG or PPM picture; its first bytes are \(hexadecimal(bytes))"
    case .foreignFormat(let name): "it is a \(name) picture; convert it to PNG or JPEG first"
    case .truncated(let format): "the \(format) is cut short: its data end before the picture does"
    case .corrupt(let format, let reason): "the \(format) is damaged: \(reason)"
    case .tooLarge(let size, let maximum):
      "its header declares \(size) pixels, and the limit is \(maximum) pixels; scale it down or raise the limit"
    case .lyingHeader(let size, let bytes):
      "its header declares \(size) pixels, which its \(bytes) bytes of data cannot hold: the file is cut short or forged"
    case .tooManyScans(let count): "the JPEG has \(count) scans, which only a forged file has"
    case .unsupportedColours(let name): "its colours are \(name); convert it to RGB first"
    case .unsupportedVariant(let format, let what): "it is a \(format) with \(what), which is not supported"
    case .jpegNotBuiltIn: "it needs JPEG, which this build lacks; build with `swift build --traits TurboJPEG`"
    case .streamItemTooLong(let maximum): "one picture of the stream is longer than \(maximum) bytes, the limit"
    case .alphaNotStorable(let format):
      "the picture has an alpha channel, which \(format) cannot store; save as PNG"
    case .metadataNotStorable(let format, let what): "\(what) does not fit into a \(format); save as PNG"
    case .sizeNotStorable(let format, let size): "a \(format) cannot hold \(size) pixels; save as PNG"
    case .encodingFailed(let format, let reason): "the \(format) cannot be encoded: \(reason)"
    case .notFinite: "a pixel value is infinite or not a number"
    case .settingOutOfRange(let name, let value, let range):
      "\(name) is \(value), but must be from \(range.lowerBound) to \(range.upperBound)"
    case .sizeDiffers(let found, let expected):
      "it has \(found) pixels, but the model takes \(expected); choose fit: crop, pad or stretch"
    case .cropOutside(let box, let size):
      "the crop \(box) must be a box of at least one pixel inside the picture, which has \(size) pixels"
    case .eyeOutside(let eye, let size):
      "the eye at \(eye) must lie inside the picture, which has \(size) pixels"
    case .eyesCoincide(let left, let right):
      "its eyes are at \(left) and \(right), which is one place; they must be at least a pixel apart"
    case .readFailed(let number): "it cannot be read: \(String(cString: strerror(number)))"
    }
  }
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
}
