import Files
import Foundation
import ONNXSchema
import ProcessorTime
import SwiftProtobuf
import Testing

@testable import ONNX

/// What cannot be read, or must not, is refused fast, by name, before anything runs.
@Suite struct RefusalTests {
  /// A model of one node from x to y, to be spoilt.
  private static func model(_ operation: String = "Relu", opset: Int64 = 17) -> Onnx_ModelProto {
    var node = Onnx_NodeProto()
    (node.opType, node.name, node.input, node.output) = (operation, "middle", ["x"], ["y"])
    var (x, y) = (Onnx_ValueInfoProto(), Onnx_ValueInfoProto())
    (x.name, y.name) = ("x", "y")
    x.type.tensorType.shape.dim = ([1, 3, 8, 8] as [Int64]).map { extent in
      var dimension = Onnx_TensorShapeProto.Dimension()
      dimension.dimValue = extent
      return dimension
    }
    var version = Onnx_OperatorSetIdProto()
    version.version = opset
    var model = Onnx_ModelProto()
    model.irVersion = 8
    model.opsetImport = [version]
    (model.graph.node, model.graph.input, model.graph.output) = ([node], [x], [y])
    return model
  }

  private static func stored(_ name: String, dims: [Int64], location: String? = nil) -> Onnx_TensorProto {
    var tensor = Onnx_TensorProto()
    (tensor.name, tensor.dims, tensor.dataType) = (name, dims, 1)
    if let location {
      tensor.dataLocation = .external
      var entry = Onnx_StringStringEntryProto()
      (entry.key, entry.value) = ("location", location)
      tensor.externalData = [entry]
    } else {
      tensor.rawData = Data(repeating: 0, count: 16)
    }
    return tensor
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let words: String
    let spoil: @Sendable (inout Onnx_ModelProto) -> Void
  }

  static let refusals: [Refusal] = [
    Refusal(testDescription: "a loop as a node", words: "Loop (node \"middle\") is control flow") {
      $0.graph.node[0].opType = "Loop"
    },
    Refusal(
      testDescription: "an unknown operator",
      words: "not among the operators that are read: NonMaxSuppression (node \"middle\")"
    ) {
      $0.graph.node[0].opType = "NonMaxSuppression"
    },
    Refusal(testDescription: "an operator of another domain", words: "com.microsoft.FusedConv (node \"middle\")") {
      ($0.graph.node[0].opType, $0.graph.node[0].domain) = ("FusedConv", "com.microsoft")
    },
    Refusal(
      testDescription: "a node that takes its own result",
      words: "Relu (node \"middle\") takes \"y\", which nothing before it computes"
    ) {
      $0.graph.node[0].input = ["y"]
    },
    Refusal(testDescription: "a value that is computed twice", words: "\"y\" is computed twice") {
      $0.graph.node.append($0.graph.node[0])
    },
    Refusal(
      testDescription: "external data above the folder",
      words: "lies at \"../secret\", which is not inside the model's folder"
    ) {
      $0.graph.initializer = [stored("w", dims: [4], location: "../secret")]
    },
    Refusal(testDescription: "external data anywhere", words: "lies at \"/etc/passwd\", which is not inside") {
      $0.graph.initializer = [stored("w", dims: [4], location: "/etc/passwd")]
    },
    Refusal(testDescription: "a tensor of an impossible shape", words: "has the impossible shape") {
      $0.graph.initializer = [stored("w", dims: [1 << 40, 1 << 40])]
    },
    Refusal(testDescription: "an old version of the operators", words: "the operators' version 9 is not read") {
      $0.opsetImport[0].version = 9
    },
    Refusal(testDescription: "functions of its own", words: "has functions of its own (mine)") {
      var function = Onnx_FunctionProto()
      function.name = "mine"
      $0.functions = [function]
    },
    Refusal(testDescription: "no graph", words: "has no graph") { $0.clearGraph() },
    Refusal(testDescription: "no nodes", words: "has no graph with inputs, nodes") { $0.graph.node = [] },
    Refusal(testDescription: "a sparse tensor", words: "is sparse") {
      $0.graph.sparseInitializer = [Onnx_SparseTensorProto()]
    },
  ]

  @Test(arguments: refusals) func refusedByNameBeforeAnythingRuns(_ refusal: Refusal) throws {
    var model = Self.model()
    refusal.spoil(&model)
    let words = try Self.refusal(of: Array(model.serializedBytes(partial: true) as [UInt8]))
    #expect(words?.contains(refusal.words) == true, "\(words ?? "accepted")")
  }

  @Test func aLinkThatLeadsOutOfTheFolderIsRefused() throws {
    try withFolder { folder in
      try FileManager.default.createSymbolicLink(atPath: (folder / "inside").string, withDestinationPath: "/etc/hosts")
      var model = Self.model()
      model.graph.initializer = [Self.stored("w", dims: [4], location: "inside")]
      try write(model.serializedBytes(partial: true) as [UInt8], to: folder / "model.onnx")
      let error = #expect(throws: ONNXError.self) { try ONNXFile(folder / "model.onnx") }
      #expect(error?.reason == .outside(tensor: "w", location: "inside"))
    }
  }

  @Test(
    arguments: [
      [0x08, 0x08, 0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07], [0x3A, 0x05, 0x0A], [0xFF, 0xFF, 0xFF, 0xFF], [0x08], [],
      [0x50, 0x4B, 0x03, 0x04],
    ] as [[UInt8]])
  func bytesThatAreNoModelAreRefused(_ bytes: [UInt8]) throws {
    let words = try Self.refusal(of: bytes)
    #expect(words != nil)
  }

  @Test func aHugeFileThatLiesIsRefusedFast() throws {
    try withFolder { folder in
      let path = folder / "model.onnx"
      try write([0x08, 0x08, 0x3A, 0x10] as [UInt8], to: path)
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path.string))
      try handle.truncate(atOffset: 1_900_000_000)
      try handle.close()
      let time = processorTime { _ = try? ONNXFile(path) }
      #expect(throws: ONNXError.self) { try ONNXFile(path) }
      #expect(time < .milliseconds(50))
    }
  }

  private static func refusal(of bytes: [UInt8]) throws -> String? {
    try withFolder { folder in
      try write(bytes, to: folder / "model.onnx")
      var words: String?
      let time = processorTime {
        do { _ = try ONNXFile(folder / "model.onnx") } catch { words = "\(error)" }
      }
      #expect(time < .milliseconds(50))
      return words
    }
  }
}
