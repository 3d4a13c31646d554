import Files
import Kernels
import Tensors
import Testing

@testable import ONNX

/// What is written as ONNX is read again as the same function.
@Suite struct ExportTests {
  @Test(arguments: try OperatorCases.all.get().filter { $0.shape.first == 1 })
  func exportedGraphsGiveTheSameNumbers(_ example: OperatorCase) throws {
    let names = example.outputs.map(\.name)
    try withFolder { folder in
      let path = folder / "model.onnx"
      try write(example.model, to: path)
      let first = try Self.network(path, "x", example)
      let bytes = try ONNXExport.bytes(first.program, inputs: ["x"], outputs: names, producerVersion: "test")
      try write(bytes, to: path)
      let again = try Self.network(path, "x", example)
      let results = try again.run([example.input.floats], StandardKernels.make())[0]
      for (result, expected) in zip(results, example.outputs) {
        #expect(difference(result, expected.values.floats) <= 1e-5, "\(again.text)")
      }
    }
  }

  @Test func theSameProgramGivesTheSameBytes() throws {
    let example = try #require(try OperatorCases.all.get().first { $0.name == "Attention" })
    try withFolder { folder in
      try write(example.model, to: folder / "model.onnx")
      let network = try Self.network(folder / "model.onnx", "x", example)
      let files = try (0..<2).map { _ in
        try ONNXExport.bytes(network.program, inputs: ["x"], outputs: ["y"], producerVersion: "test")
      }
      #expect(files[0] == files[1])
    }
  }

  private static func network(_ path: Path, _ input: String, _ example: OperatorCase) throws -> LayerNetwork {
    let names = example.outputs.map(\.name)
    var translation = try Translation(try ONNXFile(path), from: input, shape: example.shape)
    try translation.translate(names)
    return try LayerNetwork(
      try TranslatedNetwork(translation, outputs: names), input: Shape(Array(example.shape.dropFirst())))
  }
}
