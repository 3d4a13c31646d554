public import Files
internal import Foundation
internal import ONNXSchema
internal import SwiftProtobuf

/// An ONNX model: its graph as nodes and tensors, checked as far as that can be done without computing anything.
public struct ONNXFile: Sendable {
  /// The file.
  public let path: Path

  /// The version of the operators.
  let opset: Int

  let graph: Graph

  /// The largest file that the format allows.
  private static let largestSize = 1 << 31

  /// Reads a file; tensors that lie in other files beside it are read when they are used.
  /// - Throws: `ONNXError`, `FileError`.
  public init(_ path: Path) throws {
    let model = try Self.decode(path)
    self.path = path
    func refuse(_ reason: ONNXError.Reason) -> ONNXError { ONNXError(path, reason) }
    let functions = model.functions.map(\.name)
    guard functions.isEmpty else { throw refuse(.functions(functions)) }
    let version = model.opsetImport.first { $0.domain.isEmpty || $0.domain == "ai.onnx" }?.version ?? 0
    opset = Int(clamping: version)
    guard (11...24).contains(opset) else { throw refuse(.opset(version: opset)) }
    guard model.hasGraph else { throw refuse(.empty) }
    graph = try Graph(model.graph, path)
  }

  /// Whether a file looks like an ONNX model, by its name and its first bytes.
  /// - Throws: `FileError`.
  public static func recognises(_ path: Path) throws -> Bool {
    guard path.kind != .folder else { return false }
    let first = try InputFile(path).readPrefix(2)
    // The version of the format comes first: field 1, a small number.
    return path.ext.lowercased() == "onnx" || (first.count == 2 && first[0] == 0x08 && (3...20).contains(first[1]))
  }

  private static func decode(_ path: Path) throws -> Onnx_ModelProto {
    let file = try InputFile(path)
    if let size = file.size {
      guard size <= largestSize else { throw ONNXError(path, .tooLarge(bytes: size)) }
      guard try Outline(file, size: size).isSound else { throw ONNXError(path, .damaged) }
    }
    let bytes = try file.readAll(limit: largestSize)
    var options = BinaryDecodingOptions()
    options.messageDepthLimit = 16
    options.discardUnknownFields = true
    do {
      return try Onnx_ModelProto(serializedBytes: bytes, partial: true, options: options)
    } catch {
      throw ONNXError(path, .damaged)
    }
  }
}

/// The outermost fields of a message in a file, read without what they hold: what lies about its lengths is refused
/// before a large file is read.
private struct Outline {
  let isSound: Bool

  init(_ file: borrowing InputFile, size: Int) throws {
    var offset = 0
    var fields = 0
    while offset < size, fields < 10_000 {
      var head = [UInt8](repeating: 0, count: min(20, size - offset))
      try head.withUnsafeMutableBytes { try file.read(into: $0, at: offset) }
      guard let length = Outline.fieldLength(head) else {
        isSound = false
        return
      }
      let (next, overflows) = offset.addingReportingOverflow(length)
      guard !overflows else {
        isSound = false
        return
      }
      offset = next
      fields += 1
    }
    isSound = offset == size
  }

  /// The bytes of the field that begins here; nil for what is none.
  private static func fieldLength(_ bytes: [UInt8]) -> Int? {
    guard let (tag, start) = varint(bytes, 0), tag >> 3 > 0 else { return nil }
    switch tag & 7 {
    case 0: return varint(bytes, start)?.end
    case 1: return start + 8
    case 2:
      guard let (length, end) = varint(bytes, start), length <= 1 << 31 else { return nil }
      return end + Int(length)
    case 5: return start + 4
    default: return nil
    }
  }

  private static func varint(_ bytes: [UInt8], _ start: Int) -> (value: UInt64, end: Int)? {
    var value: UInt64 = 0
    for (place, byte) in bytes.dropFirst(start).prefix(10).enumerated() {
      value |= UInt64(byte & 0x7F) << UInt64(7 * place)
      if byte < 0x80 { return (value, start + place + 1) }
    }
    return nil
  }
}
