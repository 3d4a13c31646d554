internal import Crypto
public import Tensors

/// The identity of a model: a SHA-256 over its parameters and its architecture.
///
/// The bytes that are hashed, all integers as 64 bits, little-endian, and every text and block with its length in bytes
/// before it:
///
///     "zoetrope fingerprint 1"            the text that names this layout
///     number of tensors                   those of a floating-point type, sorted by the UTF-8 of their names
///     for each:  name, type ("F32"), rank, extents, elements as they are stored
///     architecture                        the canonical text
public struct Fingerprint: Hashable, Sendable {
  /// 64 digits, lowercase hexadecimal.
  public let hex: String

  /// The fingerprint that a file carries.
  /// - Returns: nil if the text is not 64 lowercase hexadecimal digits.
  public init?(hex: String) {
    guard hex.utf8.count == 64, hex.utf8.allSatisfy({ $0 &- 0x30 < 10 || $0 &- 0x61 < 6 }) else { return nil }
    self.hex = hex
  }

  /// The fingerprint of the tensors in a file and an architecture.
  /// - Parameter architecture: the canonical text of the architecture; what counts is that it always is the same.
  /// - Throws: `FileError`.
  public init(_ file: SafeTensors, architecture: String) throws {
    let names = file.names.filter { file.type(of: $0)?.isFloat == true }
    var hash = Layout(tensors: names.count)
    for name in names {
      guard let type = file.type(of: name), let shape = file.shape(of: name) else { continue }
      hash.add(name, type, shape)
      try file.bytes(of: name).withUnsafeBytes { hash.add($0) }
    }
    hex = hash.finish(architecture)
  }

  /// The fingerprint of tensors in memory, as F32, and an architecture.
  public init(_ tensors: [String: Tensor], architecture: String) {
    var hash = Layout(tensors: tensors.count)
    for (name, tensor) in tensors.sorted(by: { precedesInUTF8($0.key, $1.key) }) {
      hash.add(name, .float32, tensor.shape)
      tensor.withUnsafeElements { hash.add(UnsafeRawBufferPointer($0)) }
    }
    hex = hash.finish(architecture)
  }
}

extension Fingerprint: CustomStringConvertible {
  /// The digits.
  public var description: String { hex }

  /// The first twelve digits, for messages.
  public var short: String { String(hex.prefix(12)) }
}

/// Puts the bytes in their order.
private struct Layout {
  private var hash = SHA256()

  init(tensors: Int) {
    add("zoetrope fingerprint 1")
    add(tensors)
  }

  mutating func add(_ name: String, _ type: ElementType, _ shape: Shape) {
    add(name)
    add(type.rawValue)
    add(shape.rank)
    for extent in shape.dimensions { add(extent) }
  }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    add(bytes.count)
    hash.update(bufferPointer: bytes)
  }

  mutating func finish(_ architecture: String) -> String {
    add(architecture)
    return hash.finalize().map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
  }

  private mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  private mutating func add(_ value: Int) {
    withUnsafeBytes(of: UInt64(value).littleEndian) { hash.update(bufferPointer: $0) }
  }
}
