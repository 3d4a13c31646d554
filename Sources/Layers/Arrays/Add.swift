public import Kernels
import Tensors

/// The sum of values, element by element, or of one and a number.
///
/// Axes of extent 1, and axes that are missing in front, are repeated.
public struct Add: JoiningLayer {
  public static let declaration = LayerDeclaration(
    "add", "adds values element by element, or a number to one",
    fields: [
      .optional(
        "number", .number(-.greatestFiniteMagnitude ... .greatestFiniteMagnitude), "a number that is added")
    ], shorthand: "number")

  public static let inputCount = 1...64

  let number: Double?

  public init(_ fields: Fields) { number = fields.number("number") }

  public func append(
    to network: inout NetworkBuilder, _ inputs: [Program.Value], _ parameters: LayerParameters
  ) throws -> Program.Value? {
    var values = inputs
    if let number { values.append(try network.append(.array(.constant(Tensor([], [Float(number)]))), to: [])) }
    guard values.count > 1 else { throw LayerError.noSecondValue }
    let shapes = values.map { network.program.shape(of: $0) }
    if shapes.allSatisfy({ $0 == shapes[0] }) { return try network.append(.add, to: values) }
    var sum = values[0]
    for value in values.dropFirst() { sum = try network.append(.array(.pair(.add)), to: [sum, value]) }
    return sum
  }
}
