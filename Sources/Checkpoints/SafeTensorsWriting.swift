internal import Documents
public import Files
public import Tensors

extension SafeTensors {
  /// Writes a safetensors file, whole or not at all. The same tensors give the same bytes: sorted by name, the header
  /// padded with blanks so that the data begin at a multiple of 8.
  /// - Parameters:
  ///   - type: F32, or F16, to which the elements are rounded (ties to even).
  ///   - integers: further tensors, of whole numbers from −128 to 127, which are written as I8.
  ///   - existing: what to do with a file that is there.
  /// - Throws: `CheckpointError` for a finite value that F16 cannot hold; `FileError`.
  public static func write(
    _ tensors: [String: Tensor], metadata: [String: String] = [:], as type: FloatType = .float32,
    integers: [String: Tensor] = [:], to path: Path, existing: AtomicFile.Existing
  ) throws {
    let all =
      tensors.map { Entry(name: $0, tensor: $1, type: type.elementType) }
      + integers.map { Entry(name: $0, tensor: $1, type: .int8) }
    if all.contains(where: { $0.name == "__metadata__" }) { throw CheckpointError(path, .reservedName("__metadata__")) }
    let sorted = all.sorted { precedesInUTF8($0.name, $1.name) }
    for entry in sorted where entry.type == .float16 { try checkRange(of: entry.tensor, entry.name, path) }
    var file = try AtomicFile(path, existing: existing)
    try file.append(header(sorted, metadata))
    for entry in sorted { try file.append(entry.bytes) }
    try file.commit()
  }

  /// The types that are written.
  public enum FloatType: Hashable, Sendable {
    /// 32 bits, as tensors are.
    case float32
    /// 16 bits.
    case float16

    fileprivate var elementType: ElementType { self == .float32 ? .float32 : .float16 }
  }

  /// A tensor of the file.
  private struct Entry {
    let name: String
    let tensor: Tensor
    let type: ElementType

    var bytes: [UInt8] {
      tensor.withUnsafeElements { elements in
        switch type {
        case .float16: elements.map(Half.bits).withUnsafeBytes { Array($0) }
        case .int8: elements.map { UInt8(bitPattern: Int8(max(-128, min(127, $0)))) }
        default: Array(UnsafeRawBufferPointer(elements))
        }
      }
    }
  }

  private static func header(_ tensors: [Entry], _ metadata: [String: String]) -> [UInt8] {
    var members: [JSONValue.Member] = []
    if !metadata.isEmpty {
      let sorted = metadata.sorted { precedesInUTF8($0.key, $1.key) }
      members.append(.init("__metadata__", .object(sorted.map { .init($0.key, .string($0.value)) })))
    }
    var offset = 0
    for entry in tensors {
      let end = offset + entry.tensor.count * entry.type.byteCount
      let shape = JSONValue.array(entry.tensor.shape.dimensions.map { .int($0) })
      let facts: JSONValue = [
        "dtype": .string(entry.type.rawValue), "shape": shape, "data_offsets": [.int(offset), .int(end)],
      ]
      members.append(.init(entry.name, facts))
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
