internal import Documents
public import Files
public import Tensors

extension SafeTensors {
  /// Writes a safetensors file, whole or not at all. The same tensors give the same bytes: sorted by name, the header
  /// padded with blanks so that the data begin at a multiple of 8.
  /// - Parameters:
  ///   - type: F32, or F16, to which the elements are rounded (ties to even).
  ///   - existing: what to do with a file that is there.
  /// - Throws: `CheckpointError` for a finite value that F16 cannot hold; `FileError`.
  public static func write(
    _ tensors: [String: Tensor], metadata: [String: String] = [:], as type: FloatType = .float32, to path: Path,
    existing: AtomicFile.Existing
  ) throws {
    if tensors["__metadata__"] != nil { throw CheckpointError(path, .reservedName("__metadata__")) }
    let sorted = tensors.sorted { precedesInUTF8($0.key, $1.key) }
    if type == .float16 { for (name, tensor) in sorted { try checkRange(of: tensor, name, path) } }
    var file = try AtomicFile(path, existing: existing)
    try file.append(header(sorted, metadata, type.elementType))
    for (_, tensor) in sorted { try file.append(type.encode(tensor)) }
    try file.commit()
  }

  /// The types that are written.
  public enum FloatType: Hashable, Sendable {
    /// 32 bits, as tensors are.
    case float32
    /// 16 bits.
    case float16

    fileprivate var elementType: ElementType { self == .float32 ? .float32 : .float16 }

    fileprivate func encode(_ tensor: Tensor) -> [UInt8] {
      tensor.withUnsafeElements { elements in
        switch self {
        case .float32: Array(UnsafeRawBufferPointer(elements))
        case .float16: elements.map(Half.bits).withUnsafeBytes { Array($0) }
        }
      }
    }
  }

  private static func header(
    _ tensors: [(key: String, value: Tensor)], _ metadata: [String: String], _ type: ElementType
  ) -> [UInt8] {
    var members: [JSONValue.Member] = []
    if !metadata.isEmpty {
      let sorted = metadata.sorted { precedesInUTF8($0.key, $1.key) }
      members.append(.init("__metadata__", .object(sorted.map { .init($0.key, .string($0.value)) })))
    }
    var offset = 0
    for (name, tensor) in tensors {
      let end = offset + tensor.count * type.byteCount
      let shape = tensor.shape.dimensions.map { JSONValue.int($0) }
      members.append(
        .init(
          name, ["dtype": .string(type.rawValue), "shape": .array(shape), "data_offsets": [.int(offset), .int(end)]]))
      offset = end
    }
    var json = Array(JSONValue.object(members).compact.utf8)
    json += [UInt8](repeating: UInt8(ascii: " "), count: (8 - json.count % 8) % 8)
    return withUnsafeBytes(of: UInt64(json.count).littleEndian) { Array($0) } + json
  }

  private static func checkRange(of tensor: Tensor, _ name: String, _ path: Path) throws(CheckpointError) {
    let tooLarge = tensor.withUnsafeElements { elements in
      elements.first { $0.isFinite && Half.bits($0) & 0x7FFF == 0x7C00 }
    }
    if let tooLarge { throw CheckpointError(path, .overflow(tensor: name, value: tooLarge, type: .float16)) }
  }
}
