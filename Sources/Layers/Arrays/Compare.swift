public import Kernels
import Tensors

/// A comparison of two values, element by element: 1 where it holds, 0 where not.
public struct Compare: JoiningLayer {
  public static let declaration = LayerDeclaration(
    "compare", "gives 1 where a comparison of two values holds and 0 elsewhere",
    fields: [
      .required("by", .choice(functions.map(\.rawValue)), "the comparison")
    ], shorthand: "by")

  public static let inputCount = 2...2

  private static let functions: [PairFunction] = [.less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .and, .or]

  let function: PairFunction

  public init(_ fields: Fields) { function = PairFunction(rawValue: fields.text("by")) ?? .equal }

  public func append(
    to network: inout NetworkBuilder, _ inputs: [Program.Value], _ parameters: LayerParameters
  ) throws -> Program.Value? { try network.append(.array(.pair(function)), to: inputs) }
}

/// Where the first value is not 0 the second, elsewhere the third.
public struct Choose: JoiningLayer {
  public static let declaration = LayerDeclaration(
    "choose", "takes the second value where the first is not 0, and the third elsewhere")

  public static let inputCount = 3...3

  public init(_ fields: Fields) {}

  public func append(
    to network: inout NetworkBuilder, _ inputs: [Program.Value], _ parameters: LayerParameters
  ) throws -> Program.Value? { try network.append(.array(.choose), to: inputs) }
}
