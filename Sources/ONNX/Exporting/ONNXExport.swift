package import Kernels
import ONNXSchema
import SwiftProtobuf
import Tensors

/// A network written as an ONNX file: batches of any size, tensors under the names of the checkpoint.
package struct ONNXExport {
  var writer = GraphWriter()
  /// What each value of the program is called in the graph.
  private var names: [String]
  let program: Program

  /// The bytes of an ONNX file.
  /// - Parameters:
  ///   - inputs: what the program's inputs are called.
  ///   - outputs: what its outputs are called.
  package static func bytes(
    _ program: Program, inputs: [String], outputs: [String], producerVersion: String
  ) throws -> [UInt8] {
    var export = ONNXExport(program, inputs: inputs)
    for step in program.steps { export.add(step) }
    for (name, number) in zip(outputs, program.outputNumbers) {
      export.writer.output(export.names[number], named: name, program.shape(numbered: number))
    }
    var model = Onnx_ModelProto()
    model.irVersion = 8
    model.producerName = "zoetrope"
    model.producerVersion = producerVersion
    var opset = Onnx_OperatorSetIdProto()
    opset.version = Int64(GraphWriter.opset)
    model.opsetImport = [opset]
    model.graph = export.writer.graph
    model.graph.name = "zoetrope"
    return try model.serializedBytes(partial: true)
  }

  private init(_ program: Program, inputs: [String]) {
    self.program = program
    names = inputs
    for (name, value) in zip(inputs, program.inputs) { writer.input(name, program.shape(of: value)) }
  }

  private mutating func add(_ step: ProgramStep) {
    let sources = step.sources.map { names[$0] }
    let shapes = step.sources.map { program.shape(numbered: $0) }
    switch step.operation {
    case .array(let operation): names.append(add(operation, step, sources, shapes))
    default: names.append(add(step.operation, step, sources, shapes))
    }
  }

  private mutating func add(
    _ operation: Operation, _ step: ProgramStep, _ sources: [String], _ shapes: [Shape]
  ) -> String {
    switch operation {
    case .convolution(let weight, let bias, let window):
      return writer.node(
        "Conv", [sources[0]] + parameters(step, weight, bias), Self.window(window, isTransposed: false))
    case .transposedConvolution(let weight, let bias, let window):
      return writer.node(
        "ConvTranspose", [sources[0]] + parameters(step, weight, bias), Self.window(window, isTransposed: true))
    case .linear(let weight, let bias):
      return writer.node("Gemm", [sources[0]] + parameters(step, weight, bias), [.int("transB", 1)])
    case .batchNorm(let norm):
      let tensors = [
        ("weight", norm.weight), ("bias", norm.bias), ("running_mean", norm.mean), ("running_var", norm.variance),
      ].map { writer.tensor($1, named: step.parameterName($0)) }
      return writer.node("BatchNormalization", sources + tensors, [.float("epsilon", Float(norm.epsilon))])
    case .groupNorm(let norm): return groupNorm(norm, step, sources[0])
    case .scaleShift(let scale, let shift):
      let shape = Self.perChannel(scale.count, step.shape)
      let product = writer.node("Mul", [sources[0], writer.tensor(scale, shape: shape)])
      return writer.node("Add", [product, writer.tensor(shift, shape: shape)])
    case .constant(let value):
      let zeros = writer.node("Mul", [sources[0], writer.tensor(Tensor([1]))])
      let name = step.name == nil ? nil : step.parameterName("value")
      return writer.node("Add", [zeros, writer.tensor(value, named: name)])
    case .activation(let activation): return self.activation(activation, sources[0])
    case .reshape(let shape): return reshape(sources[0], shape)
    case .channels(let range):
      return writer.node(
        "Slice", [sources[0]] + [[range.lowerBound], [range.upperBound], [1]].map { writer.integers($0) })
    case .upsample(let rows, let columns):
      let scales = writer.tensor(Tensor([4], [1, 1, Float(rows), Float(columns)]))
      return writer.node(
        "Resize", [sources[0], "", scales],
        [
          .text("mode", "nearest"), .text("coordinate_transformation_mode", "asymmetric"),
          .text("nearest_mode", "floor"),
        ])
    case .attention(let heads): return attention(heads, step.shape, sources[0])
    case .add: return writer.node("Sum", sources)
    case .concatenate: return writer.node("Concat", repeated(sources, step), [.int("axis", 1)])
    case .array(let operation): return add(operation, step, sources, shapes)
    }
  }

  mutating func parameters(_ step: ProgramStep, _ weight: Tensor, _ bias: Tensor?) -> [String] {
    let tensors = [("weight", weight)] + (bias.map { [("bias", $0)] } ?? [])
    return tensors.map { writer.tensor($1, named: step.name == nil ? nil : step.parameterName($0)) }
  }

  private static func window(_ window: Window, isTransposed: Bool) -> [Onnx_AttributeProto] {
    let (before, behind) = (window.padding, window.padding + window.trailing)
    return [
      .ints("strides", [window.stride, window.stride]), .ints("pads", [before, before, behind, behind]),
    ] + (isTransposed ? [.ints("output_padding", [window.outputPadding, window.outputPadding])] : [])
  }

  private static func perChannel(_ channels: Int, _ shape: Shape) -> [Int] {
    [channels] + [Int](repeating: 1, count: max(0, shape.rank - 1))
  }

  mutating func reshape(_ source: String, _ shape: Shape) -> String {
    writer.node("Reshape", [source, writer.integers([-1] + shape.dimensions)])
  }

  private mutating func groupNorm(_ norm: GroupNormalization, _ step: ProgramStep, _ source: String) -> String {
    let grouped = reshape(source, [norm.groups, step.shape.count / norm.groups])
    let unit = [
      writer.tensor(Tensor([norm.groups], repeating: 1)), writer.tensor(Tensor([norm.groups])),
    ]
    let normal = writer.node(
      "InstanceNormalization", [grouped] + unit, [.float("epsilon", Float(norm.epsilon))])
    let back = reshape(normal, step.shape)
    let shape = Self.perChannel(norm.weight.count, step.shape)
    let named = step.name != nil
    let weight = writer.tensor(norm.weight, named: named ? step.parameterName("weight") : nil, shape: shape)
    let bias = writer.tensor(norm.bias, named: named ? step.parameterName("bias") : nil, shape: shape)
    return writer.node("Add", [writer.node("Mul", [back, weight]), bias])
  }

  private mutating func attention(_ heads: Int, _ shape: Shape, _ source: String) -> String {
    let (depth, pixels) = (shape[0] / heads, shape[1] * shape[2])
    let parts = reshape(source, [3, heads, depth, pixels])
    let (queries, keys, values) = (part(parts, 0), part(parts, 1), part(parts, 2))
    let turned = writer.node("Transpose", [queries], [.ints("perm", [0, 1, 3, 2])])
    let scores = writer.node("MatMul", [turned, keys])
    let scaled = writer.node("Mul", [scores, writer.number(1 / Float(depth).squareRoot())])
    let weights = writer.node("Softmax", [scaled], [.int("axis", -1)])
    let back = writer.node("Transpose", [weights], [.ints("perm", [0, 1, 3, 2])])
    return reshape(writer.node("MatMul", [values, back]), shape)
  }

  /// One place of the first axis behind the batch, which is left out.
  private mutating func part(_ source: String, _ place: Int) -> String {
    writer.node("Gather", [source, writer.integers([place], shape: [])], [.int("axis", 1)])
  }

  private mutating func activation(_ activation: Activation, _ x: String) -> String {
    switch activation {
    case .relu: return writer.node("Relu", [x])
    case .leakyReLU(let slope): return writer.node("LeakyRelu", [x], [.float("alpha", slope)])
    case .elu(let scale): return writer.node("Elu", [x], [.float("alpha", scale)])
    case .silu: return writer.node("Mul", [x, writer.node("Sigmoid", [x])])
    case .sigmoid: return writer.node("Sigmoid", [x])
    case .tanh: return writer.node("Tanh", [x])
    case .clamp(let lower, let upper): return writer.node("Clip", [x, writer.number(lower), writer.number(upper)])
    }
  }
}
