import Files
import Tensors

/// A layer of a state dict, as far as its tensors tell: products and batch norms.
struct StackModule: Hashable {
  enum Kind: Hashable {
    case linear(LinearShape)
    /// A convolution, or a transposed one: `rows` and `columns` are the first two extents in PyTorch's order.
    case kernel(rows: Int, columns: Int, size: Int, bias: Int?)
    case batchNorm(channels: Int)
  }

  /// The name that its tensors begin with.
  let name: String
  let kind: Kind

  /// The words of its name between dots.
  var parts: [Substring] { name.split(separator: ".") }
  /// Its place in a sequence of layers; nil for one that has a name of its own.
  var place: Int? { parts.last.flatMap { Int($0) } }
  /// The name of what it is a part of.
  var parent: String { parts.dropLast().joined(separator: ".") }
  /// The number that its own name ends with: of `conv2` it is 2.
  var number: Int? { parts.last.flatMap { Int(String($0.reversed().prefix { $0.isNumber }.reversed())) } }

  var isProduct: Bool { if case .batchNorm = kind { false } else { true } }
  var linear: LinearShape? { if case .linear(let shape) = kind { shape } else { nil } }
  var isKernel: Bool { if case .kernel = kind { true } else { false } }
}

extension StackModule {
  /// All layers of a state dict, in natural order.
  /// - Throws: `ImportError.ambiguous` for a tensor that belongs to another kind of layer.
  static func all(_ weights: WeightInventory) throws(ImportError) -> [StackModule] {
    var modules: [StackModule] = []
    var seen: Set<String> = []
    for tensor in weights.names {
      let name = tensor.split(separator: ".", omittingEmptySubsequences: false).dropLast().joined(separator: ".")
      guard seen.insert(name).inserted else { continue }
      guard let shape = weights.shape(name + ".weight"), let kind = kind(name, shape, weights) else {
        throw .ambiguous("the layer of \"\(tensor)\" is neither linear, nor a convolution, nor a batch norm")
      }
      modules.append(StackModule(name: name, kind: kind))
    }
    return modules
  }

  private static func kind(_ name: String, _ shape: Shape, _ weights: WeightInventory) -> Kind? {
    let bias = weights.shape(name + ".bias")?.dimensions.first
    switch shape.rank {
    case 1: return weights.has(name + ".running_mean") ? .batchNorm(channels: shape[0]) : nil
    case 2: return .linear(LinearShape(out: shape[0], input: shape[1], hasBias: bias != nil))
    case 4:
      let pair = weights.isChannelsLast ? (shape[0], shape[3]) : (shape[0], shape[1])
      let size = weights.isChannelsLast ? (shape[1], shape[2]) : (shape[2], shape[3])
      return size.0 == size.1 ? .kernel(rows: pair.0, columns: pair.1, size: size.0, bias: bias) : nil
    default: return nil
    }
  }
}
