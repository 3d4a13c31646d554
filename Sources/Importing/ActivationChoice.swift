import Documents

/// A function between layers, as a user names it: `relu`, `silu`, `tanh`, `leaky-relu:0.2`.
public enum ActivationChoice: Hashable, Sendable {
  /// max(x, 0).
  case relu
  /// x · sigmoid(x).
  case silu
  /// tanh.
  case tanh
  /// Sigmoid.
  case sigmoid
  /// x where x ≥ 0, else slope · x.
  case leakyReLU(Double)

  /// Reads a name; nil for one that is none of these.
  public init?(_ text: String) {
    switch text {
    case "relu": self = .relu
    case "silu", "swish": self = .silu
    case "tanh": self = .tanh
    case "sigmoid": self = .sigmoid
    case "leaky-relu": self = .leakyReLU(0.01)
    case let text where text.hasPrefix("leaky-relu:"):
      guard let slope = Double(text.dropFirst("leaky-relu:".count)), (0...1).contains(slope) else { return nil }
      self = .leakyReLU(slope)
    default: return nil
    }
  }

  /// Those that are tried where golden tensors tell which it is.
  static let usual: [ActivationChoice] = [.relu, .leakyReLU(0.2), .leakyReLU(0.01), .silu, .tanh]

  /// The layer of `model.yaml`.
  var layer: Node {
    switch self {
    case .relu: .text("relu")
    case .silu: .text("silu")
    case .tanh: .text("tanh")
    case .sigmoid: .text("sigmoid")
    case .leakyReLU(let slope): .map(["leaky relu": .number(slope)])
    }
  }
}

extension ActivationChoice: CustomStringConvertible {
  /// As it is written.
  public var description: String {
    switch self {
    case .relu: "relu"
    case .silu: "silu"
    case .tanh: "tanh"
    case .sigmoid: "sigmoid"
    case .leakyReLU(let slope): "leaky-relu:\(slope)"
    }
  }
}
