/// The operators that are read, and how each becomes layers.
enum Operators {
  /// Translates the node at hand; gets what it takes, nil for what is left out, and returns what it gives.
  typealias Handler = @Sendable (inout Translation, [GraphValue?]) throws -> [GraphValue]

  /// Operators that draw random numbers; only results that do not depend on them are translated.
  static let random: Set<String> = [
    "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Multinomial",
  ]

  /// Whether a node can be read.
  static func isKnown(_ node: GraphNode) -> Bool {
    node.domain.isEmpty
      && (all[node.operation] != nil || random.contains(node.operation) || folded.contains(node.operation))
  }

  /// Operators that are only folded: what they make of numbers that are not known before is not translated.
  private static let folded: Set<String> = [
    "Shape", "Size", "Range", "Mod", "Constant", "ConstantOfShape", "ReduceProd",
  ]

  static let all: [String: Handler] = [
    "Add": { t, x in [try t.arithmetic("add", x)] },
    "Sub": { t, x in [try t.arithmetic("subtract", x)] },
    "Mul": { t, x in [try t.multiply(x)] },
    "Div": { t, x in [try t.arithmetic("divide", x)] },
    "Pow": { t, x in [try t.arithmetic("power", x)] },
    "Min": { t, x in [try t.arithmetic("minimum", x)] },
    "Max": { t, x in [try t.arithmetic("maximum", x)] },
    "Sum": { t, x in [try t.arithmetic("add", x)] },
    "Mean": { t, x in [try t.mean(x)] },
    "Equal": { t, x in [try t.compare("equal", x)] },
    "Less": { t, x in [try t.compare("less", x)] },
    "LessOrEqual": { t, x in [try t.compare("less or equal", x)] },
    "Greater": { t, x in [try t.compare("greater", x)] },
    "GreaterOrEqual": { t, x in [try t.compare("greater or equal", x)] },
    "And": { t, x in [try t.compare("and", x)] },
    "Or": { t, x in [try t.compare("or", x)] },
    "Where": { t, x in [try t.choose(x)] },
    "Identity": { t, x in [try t.first(x)] },
    "Dropout": { t, x in [try t.first(x)] },
    "Cast": { t, x in [try t.cast(x)] },
    "CastLike": { t, x in [try t.first(x)] },

    "Relu": { t, x in [try t.plain("relu", x)] },
    "Sigmoid": { t, x in [try t.plain("sigmoid", x)] },
    "Tanh": { t, x in [try t.plain("tanh", x)] },
    "LeakyRelu": { t, x in [try t.plain("leaky relu", x, [("slope", .number(t.node.float("alpha", 0.01)))])] },
    "PRelu": { t, x in [try t.prelu(x)] },
    "Clip": { t, x in [try t.clip(x)] },
    "Swish": { t, x in [try t.swish(x)] },
    "Elu": { t, x in [try t.function("elu", x, a: t.node.float("alpha", 1))] },
    "Selu": { t, x in
      [try t.function("selu", x, a: t.node.float("alpha", 1.673_263_2), b: t.node.float("gamma", 1.050_701))]
    },
    "Celu": { t, x in [try t.function("celu", x, a: t.node.float("alpha", 1))] },
    "HardSigmoid": { t, x in
      [try t.function("hard sigmoid", x, a: t.node.float("alpha", 0.2), b: t.node.float("beta", 0.5))]
    },
    "HardSwish": { t, x in [try t.hardSwish(x)] },
    "ThresholdedRelu": { t, x in [try t.function("threshold", x, a: t.node.float("alpha", 1))] },
    "Gelu": { t, x in
      [try t.function(t.node.text("approximate", "none") == "tanh" ? "gelu by tanh" : "gelu", x)]
    },
    "Abs": { t, x in [try t.function("absolute", x)] },
    "Neg": { t, x in [try t.function("negative", x)] },
    "Exp": { t, x in [try t.function("exponential", x)] },
    "Log": { t, x in [try t.function("logarithm", x)] },
    "Sqrt": { t, x in [try t.function("square root", x)] },
    "Reciprocal": { t, x in [try t.function("reciprocal", x)] },
    "Floor": { t, x in [try t.function("floor", x)] },
    "Ceil": { t, x in [try t.function("ceiling", x)] },
    "Round": { t, x in [try t.function("round", x)] },
    "Sign": { t, x in [try t.function("sign", x)] },
    "Sin": { t, x in [try t.function("sine", x)] },
    "Cos": { t, x in [try t.function("cosine", x)] },
    "Tan": { t, x in [try t.function("tangent", x)] },
    "Erf": { t, x in [try t.function("error function", x)] },
    "Softplus": { t, x in [try t.function("softplus", x)] },
    "Softsign": { t, x in [try t.function("softsign", x)] },
    "Mish": { t, x in [try t.function("mish", x)] },
    "Not": { t, x in [try t.function("not", x)] },
    "Softmax": { t, x in [try t.softmax(x, isLogarithm: false)] },
    "LogSoftmax": { t, x in [try t.softmax(x, isLogarithm: true)] },

    "Conv": { t, x in [try t.convolution(x, isTransposed: false)] },
    "ConvTranspose": { t, x in [try t.convolution(x, isTransposed: true)] },
    "Gemm": { t, x in [try t.gemm(x)] },
    "MatMul": { t, x in [try t.matrixProduct(x)] },
    "BatchNormalization": { t, x in [try t.batchNorm(x)] },
    "InstanceNormalization": { t, x in [try t.instanceNorm(x)] },
    "GroupNormalization": { t, x in [try t.groupNorm(x)] },
    "LayerNormalization": { t, x in [try t.layerNorm(x)] },
    "MaxPool": { t, x in [try t.pool(x, "max pool")] },
    "AveragePool": { t, x in [try t.pool(x, "average pool")] },
    "GlobalAveragePool": { t, x in [try t.globalPool(x, "mean")] },
    "GlobalMaxPool": { t, x in [try t.globalPool(x, "largest")] },
    "Resize": { t, x in [try t.resize(x)] },
    "Upsample": { t, x in [try t.resize(x)] },
    "DepthToSpace": { t, x in [try t.pixelShuffle(x, isInverse: false)] },
    "SpaceToDepth": { t, x in [try t.pixelShuffle(x, isInverse: true)] },

    "Reshape": { t, x in [try t.reshape(x)] },
    "Flatten": { t, x in [try t.flatten(x)] },
    "Squeeze": { t, x in [try t.squeeze(x)] },
    "Unsqueeze": { t, x in [try t.unsqueeze(x)] },
    "Transpose": { t, x in [try t.transpose(x)] },
    "Concat": { t, x in [try t.concatenate(x)] },
    "Split": { t, x in try t.split(x) },
    "Slice": { t, x in [try t.slice(x)] },
    "Gather": { t, x in [try t.gather(x)] },
    "Expand": { t, x in [try t.expand(x)] },
    "Tile": { t, x in [try t.tile(x)] },
    "Pad": { t, x in [try t.pad(x)] },
    "Shape": { t, x in [try t.shape(x)] },
    "Size": { t, x in [.constant(Constant([], integers: [try t.required(x, 0).shape.reduce(1, *)]), name: nil)] },
    "Constant": { t, _ in [try t.constant()] },
    "ConstantOfShape": { t, x in [try t.constantOfShape(x)] },

    "ReduceMean": { t, x in [try t.reduce(x, "mean")] },
    "ReduceSum": { t, x in [try t.reduce(x, "sum")] },
    "ReduceMax": { t, x in [try t.reduce(x, "largest")] },
    "ReduceMin": { t, x in [try t.reduce(x, "smallest")] },
    "ReduceProd": { t, x in [try t.reduce(x, "product")] },
    "ReduceL1": { t, x in [try t.reduce(x, "l1")] },
    "ReduceL2": { t, x in [try t.reduce(x, "l2")] },
    "ReduceSumSquare": { t, x in [try t.reduce(x, "sum of squares")] },
    "ReduceLogSum": { t, x in [try t.reduce(x, "log of sum")] },
    "ReduceLogSumExp": { t, x in [try t.reduce(x, "log of sum of exponentials")] },
  ]
}
