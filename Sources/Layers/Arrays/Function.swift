public import Kernels

/// A function of every element, by its name.
public struct Function: Layer {
  public static let declaration = LayerDeclaration(
    "function", "a function of every element",
    fields: [
      .required("of", .choice(plain.map(\.0) + withParameters), "which function"),
      .optional(
        "a", .number(-1e6...1e6), "its first parameter: the slope or scale of elu, selu, celu, hard sigmoid, threshold"),
      .optional("b", .number(-1e6...1e6), "its second parameter: the shift of hard sigmoid, the scale of selu"),
    ], shorthand: "of")

  package static let plain: [(String, ElementFunction)] = [
    ("absolute", .absolute), ("negative", .negative), ("exponential", .exponential), ("logarithm", .logarithm),
    ("square root", .squareRoot), ("reciprocal", .reciprocal), ("floor", .floor), ("ceiling", .ceiling),
    ("round", .round), ("sign", .sign), ("sine", .sine), ("cosine", .cosine), ("tangent", .tangent),
    ("error function", .errorFunction), ("softplus", .softplus), ("softsign", .softsign), ("not", .not),
    ("gelu", .gelu), ("gelu by tanh", .geluByTanh), ("mish", .mish),
  ]

  private static let withParameters = ["elu", "selu", "celu", "hard sigmoid", "threshold"]

  let operation: Operation

  public init(_ fields: Fields) {
    let name = fields.text("of")
    func number(_ name: String, _ fallback: Double) -> Float { Float(fields.number(name) ?? fallback) }
    operation =
      switch name {
      case "elu": .activation(.elu(scale: number("a", 1)))
      case "selu":
        .array(
          .function(.selu(alpha: number("a", 1.67326319217681884765625), gamma: number("b", 1.05070102214813232421875)))
        )
      case "celu": .array(.function(.celu(alpha: number("a", 1))))
      case "hard sigmoid": .array(.function(.hardSigmoid(alpha: number("a", 0.2), beta: number("b", 0.5))))
      case "threshold": .array(.function(.threshold(alpha: number("a", 1))))
      default: .array(.function(Self.plain.first { $0.0 == name }?.1 ?? .absolute))
      }
  }

  public func append(
    to network: inout NetworkBuilder, _ input: Program.Value, _ parameters: LayerParameters
  ) throws -> Program.Value? { try network.append(operation, to: input) }
}
