import Checkpoints
import Documents
import Files
import Kernels
import Layers
import Tensors

/// A network of the layers in a YAML list, with the given tensors.
struct Built {
  let network: NetworkBuilder
  let output: Program.Value?

  /// Reads and builds; what is wrong with the list or the tensors is in `diagnostics`.
  init(_ yaml: String, input: Shape, _ tensors: [String: Tensor] = [:]) throws {
    let file = SourceFile(name: "model.yaml", text: yaml)
    var reading = Reading(file)
    let entries = LayerEntry.readList(try YAML.read(file), called: "\"encoder\"", &reading)
    try reading.finish()
    var network = NetworkBuilder(input: input, file)
    let store = CheckpointParameters(TensorDictionary(tensors, path: "weights.safetensors"))
    output = network.append(entries, to: network.program.input, in: ParameterScope(store))
    if let output { network.output(output) }
    self.network = network
  }

  var diagnostics: [String] { network.reading.diagnostics.all.map(\.message) }

  var outputShape: Shape? { output.map { network.program.shape(of: $0) } }

  /// What the network computes from one item, by the portable kernels.
  func run(_ input: [Float]) throws -> [Float] {
    try network.reading.finish()
    let workspace = try PortableKernels().compile(network.program, batch: 1).makeWorkspace()
    var output = [Float](repeating: .nan, count: outputShape?.count ?? 0)
    try input.withUnsafeBufferPointer { input in
      try output.withUnsafeMutableBufferPointer { try workspace.run([input], [$0], count: 1) }
    }
    return output
  }
}

/// What is wrong with a list of layers, as it is read.
func problems(_ yaml: String) throws -> [String] {
  let file = SourceFile(name: "model.yaml", text: yaml)
  var reading = Reading(file)
  _ = LayerEntry.readList(try YAML.read(file), called: "\"encoder\"", &reading)
  return reading.diagnostics.all.map { "\($0.mark.map { "\($0)" } ?? "-"): \($0.message)" }
}
