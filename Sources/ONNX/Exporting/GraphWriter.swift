import Foundation
import Kernels
import ONNXSchema
import Tensors

/// An ONNX graph being written: nodes, tensors, and names that are used once.
struct GraphWriter {
  private(set) var graph = Onnx_GraphProto()
  private var count = 0
  private var stored: Set<String> = []

  /// The version of the operators that are written.
  static let opset = 17

  /// Adds a node with one result, and returns its name.
  mutating func node(_ operation: String, _ inputs: [String], _ attributes: [Onnx_AttributeProto] = []) -> String {
    count += 1
    var node = Onnx_NodeProto()
    node.opType = operation
    node.name = "\(operation)_\(count)"
    node.input = inputs
    node.output = ["v\(count)"]
    node.attribute = attributes
    graph.node.append(node)
    return node.output[0]
  }

  /// Adds a tensor, and returns its name; a name that is there already stands for the same tensor.
  mutating func tensor(_ tensor: Tensor, named name: String? = nil, shape: [Int]? = nil) -> String {
    let name = name ?? "constant_\(stored.count + 1)"
    guard stored.insert(name).inserted else { return name }
    var proto = Onnx_TensorProto()
    proto.name = name
    proto.dataType = Int32(Onnx_TensorProto.DataType.float.rawValue)
    proto.dims = (shape ?? tensor.shape.dimensions).map { Int64($0) }
    proto.rawData = tensor.withUnsafeElements { Data(UnsafeRawBufferPointer($0)) }
    graph.initializer.append(proto)
    return name
  }

  /// Adds whole numbers.
  mutating func integers(_ values: [Int], shape: [Int]? = nil) -> String {
    let name = "integers_\(stored.count + 1)"
    stored.insert(name)
    var proto = Onnx_TensorProto()
    proto.name = name
    proto.dataType = Int32(Onnx_TensorProto.DataType.int64.rawValue)
    proto.dims = (shape ?? [values.count]).map { Int64($0) }
    proto.rawData = values.map { Int64($0) }.withUnsafeBytes { Data($0) }
    graph.initializer.append(proto)
    return name
  }

  /// One number.
  mutating func number(_ value: Float) -> String { tensor(Tensor([], [value])) }

  mutating func input(_ name: String, _ shape: Shape) { graph.input.append(Self.value(name, shape)) }

  /// Gives a value a name of the outside.
  mutating func output(_ value: String, named name: String, _ shape: Shape) {
    var node = Onnx_NodeProto()
    node.opType = "Identity"
    node.name = "Output_\(name)"
    node.input = [value]
    node.output = [name]
    graph.node.append(node)
    graph.output.append(Self.value(name, shape))
  }

  private static func value(_ name: String, _ shape: Shape) -> Onnx_ValueInfoProto {
    var batch = Onnx_TensorShapeProto.Dimension()
    batch.dimParam = "batch"
    var type = Onnx_TypeProto.Tensor()
    type.elemType = Int32(Onnx_TensorProto.DataType.float.rawValue)
    type.shape.dim =
      [batch]
      + shape.dimensions.map { extent in
        var dimension = Onnx_TensorShapeProto.Dimension()
        dimension.dimValue = Int64(extent)
        return dimension
      }
    var info = Onnx_ValueInfoProto()
    info.name = name
    info.type.tensorType = type
    return info
  }
}

extension Onnx_AttributeProto {
  static func int(_ name: String, _ value: Int) -> Self {
    var attribute = Self()
    (attribute.name, attribute.type, attribute.i) = (name, .int, Int64(value))
    return attribute
  }

  static func ints(_ name: String, _ values: [Int]) -> Self {
    var attribute = Self()
    (attribute.name, attribute.type, attribute.ints) = (name, .ints, values.map { Int64($0) })
    return attribute
  }

  static func float(_ name: String, _ value: Float) -> Self {
    var attribute = Self()
    (attribute.name, attribute.type, attribute.f) = (name, .float, value)
    return attribute
  }

  static func text(_ name: String, _ value: String) -> Self {
    var attribute = Self()
    (attribute.name, attribute.type, attribute.s) = (name, .string, Data(value.utf8))
    return attribute
  }
}
