import Documents
import Tensors

/// The blocks that encoder and decoder are made of.
extension AutoencoderKL {
  /// Residual blocks, each perhaps followed by attention.
  mutating func blocks(
    _ name: String, count: Int, channels: Int, attends: Bool
  ) throws(ImportError) -> [Node] {
    var layers: [Node] = []
    for index in 0..<count {
      layers.append(residual("\(name).resnets.\(index)", channels: channels))
      if attends { layers.append(try attention("\(name).attentions.\(index)")) }
    }
    return layers
  }

  /// Two residual blocks, and attention between them.
  mutating func middle(_ name: String, channels: Int) throws(ImportError) -> [Node] {
    var layers = [residual(name + ".resnets.0", channels: channels)]
    if hasAttention { layers.append(try attention(name + ".attentions.0")) }
    return layers + [residual(name + ".resnets.1", channels: channels)]
  }

  private func residual(_ name: String, channels: Int) -> Node {
    var fields: [(String, Node)] = [
      ("name", .text(name)),
      (
        "body",
        .list([
          norm("norm1"), activation.layer, .conv("conv1", keeping: channels), norm("norm2"), activation.layer,
          .conv("conv2", keeping: channels),
        ])
      ),
    ]
    // It stands where the number of channels changes.
    if weights.has(name + ".conv_shortcut.weight") {
      fields.append(("shortcut", .list([.conv("conv_shortcut", out: channels, kernel: 1)])))
    }
    return .fields([("residual", .fields(fields))])
  }

  /// Attention of one head. Its products are matrices in some versions and convolutions of 1×1 in others.
  private mutating func attention(_ name: String) throws(ImportError) -> Node {
    for part in ["to_q", "to_k", "to_v", "to_out.0"] {
      let tensor = "\(name).\(part).weight"
      guard let shape = weights.shape(tensor) else {
        throw .missing(architecture: Self.name, tensor: tensor, among: weights.names)
      }
      if shape.rank == 2 { blueprintSoFar.layouts[tensor] = .pixelwise }
    }
    return .fields([
      (
        "residual",
        .map(["name": .text(name), "body": .list([norm("group_norm"), .layer("attention", ["heads": .int(1)])])])
      )
    ])
  }

  func norm(_ name: String) -> Node {
    .layer(
      "group norm", ["name": .text(name), "groups": .int(groups), "epsilon": .number(Self.epsilon)])
  }
}
