public import Kernels
public import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Batch normalisation with the statistics of training: `y = (x − mean) / √(variance + ε) · weight + bias`, per channel.
///
/// Takes and gives `[channels, …]`. Parameters, all `[channels]`: `weight`, `bias`, `running_mean`, `running_var`.
public struct BatchNorm: Layer {
  public static let declaration = LayerDeclaration(
    "batch norm", "normalises each channel with the statistics of training",
    fields: [
      .layerName,
      .optional("epsilon", .number(0...1), default: .number(1e-5), "added to the variance before its root is taken"),
    ])

  public let name: String?
  let epsilon: Double

  public init(_ fields: Fields) {
    name = fields.text("name")
    epsilon = fields.number("epsilon") ?? 1e-5
  }

  public func parameters(for input: Shape) throws(LayerError) -> [ParameterDeclaration] {
    guard input.rank > 0 else { throw .rank(expected: 3, found: input) }
    return ["weight", "bias", "running_mean", "running_var"].map { ParameterDeclaration($0, [input[0]]) }
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? {
    let (scale, shift) = scaleAndShift(parameters)
    return try network.append(.scaleShift(scale: scale, shift: shift), to: input)
  }

  /// The normalisation as one multiplication and one addition, computed in double precision and rounded once.
  private func scaleAndShift(_ parameters: LayerParameters) -> (scale: Tensor, shift: Tensor) {
    let (weight, bias) = (parameters["weight"], parameters["bias"])
    let (mean, variance) = (parameters["running_mean"], parameters["running_var"])
    let scales = (0..<weight.count).map { Double(weight[$0]) / sqrt(Double(variance[$0]) + epsilon) }
    let shifts = scales.indices.map { Double(bias[$0]) - Double(mean[$0]) * scales[$0] }
    return (Tensor(weight.shape, scales.map { Float($0) }), Tensor(weight.shape, shifts.map { Float($0) }))
  }
}
