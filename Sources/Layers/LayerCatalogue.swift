import Documents

/// Every layer that a `model.yaml` may name.
public enum LayerCatalogue {
  /// All of them, in the order in which they are explained; a new layer is one more line.
  public static let all: [any Layer.Type] = [
    Convolution.self,
    TransposedConvolution.self,
    Linear.self,
    BatchNorm.self,
    GroupNorm.self,
    ReLU.self,
    LeakyReLU.self,
    SiLU.self,
    Sigmoid.self,
    Tanh.self,
    Clamp.self,
    Constant.self,
    Flatten.self,
    Reshape.self,
    Upsample.self,
    Block.self,
    Residual.self,
    Attention.self,
    Scale.self,
    Condition.self,
    Parameter.self,
    Add.self,
    Subtract.self,
    Multiply.self,
    Divide.self,
    Power.self,
    Minimum.self,
    Maximum.self,
    Compare.self,
    Choose.self,
    Function.self,
    PReLU.self,
    MatrixProduct.self,
    Softmax.self,
    Reduce.self,
    Transpose.self,
    Slice.self,
    Gather.self,
    Broadcast.self,
    Concatenate.self,
    Pad.self,
    PixelShuffle.self,
    Resize.self,
    MaxPool.self,
    AveragePool.self,
    InstanceNorm.self,
    LayerNorm.self,
  ]

  /// The layer of a name; a hyphen or an underscore is as good as the blank.
  public static func layer(named name: String) -> (any Layer.Type)? {
    let plain = String(name.map { $0 == "-" || $0 == "_" ? " " : $0 })
    return all.first { $0.declaration.name == plain }
  }

  /// Their names, in that order.
  public static var names: [String] { all.map { $0.declaration.name } }
}
