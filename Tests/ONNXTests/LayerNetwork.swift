import Checkpoints
import Documents
import Files
import Kernels
import Layers
import Tensors

@testable import ONNX

/// A translated network, built again of its text and its tensors as a model folder would be.
struct LayerNetwork {
  let text: String
  let program: Program

  init(_ network: TranslatedNetwork, input: Shape) throws {
    text = Node(.sequence(network.layers), mark: .start).yaml
    let file = SourceFile(name: "model.yaml", text: text)
    var reading = Reading(file)
    let entries = LayerEntry.readList(try YAML.read(file), called: "\"encoder\"", &reading)
    try reading.finish()
    var builder = NetworkBuilder(input: input, file)
    let parameters = CheckpointParameters(TensorDictionary(network.tensors, path: "weights.safetensors"))
    let last = builder.append(entries, to: builder.program.input, in: ParameterScope(parameters))
    try builder.reading.finish()
    try parameters.checkAllUsed()
    for output in network.outputs {
      let value = output.id.flatMap { builder.value(named: $0, at: entries[0]) } ?? (output.id == nil ? last : nil)
      if let value { builder.output(value) }
    }
    program = builder.program
  }

  /// What it gives for items, by the given kernels.
  func run(_ items: [[Float]], _ kernels: any Kernels) throws -> [[[Float]]] {
    let workspace = try kernels.compile(program, batch: 1).makeWorkspace()
    return try items.map { item in
      var outputs = program.outputs.map { Tensor(program.shape(of: $0), repeating: .nan) }
      let buffers = outputs.map { UnsafeMutableBufferPointer<Float>.allocate(capacity: max(1, $0.count)) }
      defer { for buffer in buffers { buffer.deallocate() } }
      try item.withUnsafeBufferPointer { input in
        try workspace.run([input], zip(buffers, outputs).map { .init(rebasing: $0[..<$1.count]) }, count: 1)
      }
      for index in outputs.indices {
        outputs[index] = Tensor(outputs[index].shape, buffers[index][..<outputs[index].count])
      }
      return outputs.map(\.elements)
    }
  }
}
