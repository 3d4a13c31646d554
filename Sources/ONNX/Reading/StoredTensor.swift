import Checkpoints
import Files
import Foundation
import ONNXSchema
import Tensors

/// A tensor of an ONNX file, decoded when it is needed.
struct StoredTensor: Sendable {
  let name: String
  let shape: Shape
  private let proto: Onnx_TensorProto
  private let path: Path

  /// The most elements that are read.
  static let largestCount = 1 << 29

  init(_ tensor: Onnx_TensorProto, _ path: Path) throws(ONNXError) {
    name = tensor.name
    proto = tensor
    self.path = path
    var count = 1
    for extent in tensor.dims {
      let (product, overflows) = count.multipliedReportingOverflow(by: Int(clamping: extent))
      guard extent >= 0, !overflows, product <= Self.largestCount else {
        throw ONNXError(path, .tensor(tensor.name, "has the impossible shape \(tensor.dims)"))
      }
      count = product
    }
    shape = Shape(tensor.dims.map { Int($0) })
    if tensor.dataLocation == .external { _ = try externalPath() }
  }

  /// Its elements.
  /// - Throws: `ONNXError` for a type that is not read, or too few bytes; `FileError`.
  func constant() throws -> Constant {
    let type = Onnx_TensorProto.DataType(rawValue: Int(proto.dataType))
    switch type {
    case .float?:
      return .init(shape, floats: try numbers(proto.floatData) { (bits: UInt32) in Float(bitPattern: bits) })
    case .double?:
      return .init(
        shape,
        floats: try numbers(proto.doubleData.map(Float.init)) { (bits: UInt64) in Float(Double(bitPattern: bits)) })
    case .float16?:
      return .init(
        shape,
        floats: try numbers(proto.int32Data.map { Half.float(UInt16(truncatingIfNeeded: $0)) }) { (bits: UInt16) in
          Half.float(bits)
        })
    case .bfloat16?:
      return .init(
        shape,
        floats: try numbers(proto.int32Data.map { Float(bitPattern: UInt32(UInt16(truncatingIfNeeded: $0)) << 16) }) {
          (bits: UInt16) in Float(bitPattern: UInt32(bits) << 16)
        })
    case .int64?:
      return .init(shape, integers: try numbers(proto.int64Data.map { Int($0) }) { (value: Int64) in Int(value) })
    case .int32?:
      return .init(shape, integers: try numbers(proto.int32Data.map { Int($0) }) { (value: Int32) in Int(value) })
    case .int16?:
      return .init(shape, integers: try numbers(proto.int32Data.map { Int($0) }) { (value: Int16) in Int(value) })
    case .int8?:
      return .init(shape, integers: try numbers(proto.int32Data.map { Int($0) }) { (value: Int8) in Int(value) })
    case .uint8?, .bool?:
      return .init(shape, integers: try numbers(proto.int32Data.map { Int($0) }) { (value: UInt8) in Int(value) })
    default:
      throw ONNXError(
        path, .tensor(name, "has the type \(type.map { "\($0)" } ?? "\(proto.dataType)"), which is not read"))
    }
  }

  /// The elements from the list of their type or from raw bytes, wherever these lie.
  private func numbers<Stored: FixedWidthInteger, Number>(
    _ listed: [Number], _ convert: (Stored) -> Number
  ) throws -> [Number] {
    if proto.dataLocation != .external, !proto.hasRawData {
      guard listed.count == shape.count else { throw wrongCount(listed.count) }
      return listed
    }
    let size = MemoryLayout<Stored>.size
    let bytes = proto.dataLocation == .external ? try externalBytes(shape.count * size) : [UInt8](proto.rawData)
    guard bytes.count == shape.count * size else { throw wrongCount(bytes.count / size) }
    return bytes.withUnsafeBytes { bytes in
      (0..<shape.count).map {
        convert(Stored(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * size, as: Stored.self)))
      }
    }
  }

  private func wrongCount(_ found: Int) -> ONNXError {
    ONNXError(path, .tensor(name, "has \(found) numbers instead of \(shape.count) for its shape \(shape)"))
  }

  private func entry(_ key: String) -> String? { proto.externalData.first { $0.key == key }?.value }

  /// The file that holds the numbers, which must lie in the model's folder or below it.
  private func externalPath() throws(ONNXError) -> Path {
    let location = entry("location") ?? ""
    let place = Path(location)
    guard !location.isEmpty, !place.isAbsolute, !place.components.contains(".."), !location.utf8.contains(0) else {
      throw ONNXError(path, .outside(tensor: name, location: location))
    }
    let file = path.parent / location
    // A link could lead out of the folder.
    if file.kind != .nothing, let real = try? file.resolved(), let folder = try? path.parent.resolved(),
      real.relative(to: folder) == nil
    {
      throw ONNXError(path, .outside(tensor: name, location: location))
    }
    return file
  }

  private func externalBytes(_ count: Int) throws -> [UInt8] {
    let file = try InputFile(externalPath())
    let offset = entry("offset").flatMap { Int($0) } ?? 0
    let length = entry("length").flatMap { Int($0) } ?? count
    guard offset >= 0, length == count, let size = file.size, offset <= size, size - offset >= count else {
      throw ONNXError(
        path, .tensor(name, "needs \(count) bytes from \(offset) on of \"\(file.path)\", which has not that many"))
    }
    var bytes = [UInt8](repeating: 0, count: count)
    try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: offset) }
    return bytes
  }
}
