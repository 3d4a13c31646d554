public import Kernels
import Tensors

/// What the arithmetic of two values has in common: another value, or a number, as the second.
///
/// Axes of extent 1, and axes that are missing in front, are repeated.
public protocol PairLayer: JoiningLayer {
  /// The function of each two elements.
  static var function: PairFunction { get }

  /// The second operand where only one value is given.
  var number: Double? { get }
}

extension PairLayer {
  public static var inputCount: ClosedRange<Int> { 1...2 }

  public func append(
    to network: inout NetworkBuilder, _ inputs: [Program.Value], _ parameters: LayerParameters
  ) throws -> Program.Value? {
    if inputs.count == 2 { return try network.append(.array(.pair(Self.function)), to: inputs) }
    guard let number else { throw LayerError.noSecondValue }
    let constant = try network.append(.array(.constant(Tensor([], [Float(number)]))), to: [])
    return try network.append(.array(.pair(Self.function)), to: [inputs[0], constant])
  }

  static func pairDeclaration(_ name: String, _ summary: String) -> LayerDeclaration {
    LayerDeclaration(
      name, summary,
      fields: [
        .optional(
          "number", .number(-.greatestFiniteMagnitude ... .greatestFiniteMagnitude),
          "the second operand, where it is one number")
      ], shorthand: "number")
  }
}

/// `x − y`, element by element.
public struct Subtract: PairLayer {
  public static let function = PairFunction.subtract
  public static let declaration: LayerDeclaration = pairDeclaration("subtract", "takes the second value from the first")

  public let number: Double?

  public init(_ fields: Fields) { number = fields.number("number") }
}

/// `x · y`, element by element.
public struct Multiply: PairLayer {
  public static let function = PairFunction.multiply
  public static let declaration: LayerDeclaration = pairDeclaration(
    "multiply", "multiplies two values element by element, or one by a number")

  public let number: Double?

  public init(_ fields: Fields) { number = fields.number("number") }
}

/// `x / y`, element by element.
public struct Divide: PairLayer {
  public static let function = PairFunction.divide
  public static let declaration: LayerDeclaration = pairDeclaration(
    "divide", "divides the first value by the second, or by a number")

  public let number: Double?

  public init(_ fields: Fields) { number = fields.number("number") }
}

/// The smaller of each two elements.
public struct Minimum: PairLayer {
  public static let function = PairFunction.minimum
  public static let declaration: LayerDeclaration = pairDeclaration("minimum", "the smaller of each two elements")

  public let number: Double?

  public init(_ fields: Fields) { number = fields.number("number") }
}

/// The larger of each two elements.
public struct Maximum: PairLayer {
  public static let function = PairFunction.maximum
  public static let declaration: LayerDeclaration = pairDeclaration("maximum", "the larger of each two elements")

  public let number: Double?

  public init(_ fields: Fields) { number = fields.number("number") }
}

/// `xʸ`, element by element.
public struct Power: PairLayer {
  public static let function = PairFunction.power
  public static let declaration: LayerDeclaration = pairDeclaration(
    "power", "raises the first value to the second, or to a number")

  public let number: Double?

  public init(_ fields: Fields) { number = fields.number("number") }

  public func append(
    to network: inout NetworkBuilder, _ inputs: [Program.Value], _ parameters: LayerParameters
  ) throws -> Program.Value? {
    if inputs.count == 2 { return try network.append(.array(.pair(.power)), to: inputs) }
    guard let number else { throw LayerError.noSecondValue }
    return try network.append(.array(.function(.power(Float(number)))), to: inputs[0])
  }
}
