import Tensors

/// A linear layer that learns: y = x · Wᵀ + b, with W [out, in] as it stands in a checkpoint.
struct LearningLinear: LearningStep {
  private let inputs: Int
  private let outputs: Int
  private let hasBias: Bool

  init(weight: Tensor, hasBias: Bool) {
    (outputs, inputs) = (weight.shape[0], weight.shape[1])
    self.hasBias = hasBias
  }

  func forward(_ values: ForwardValues, _ context: LearningContext) throws {
    let (batch, bias) = (context.batch, UnsafePointer(values.parameters + inputs * outputs))
    let source = Matrix(values.sources[0], rows: batch, columns: inputs)
    let weight = Matrix(values.parameters, rows: outputs, columns: inputs)
    try context.inParts(of: outputs) { columns in
      let result = values.result + columns.lowerBound
      if hasBias {
        for row in 0..<batch { copyFloats(bias + columns.lowerBound, result + row * outputs, columns.count) }
      }
      try context.arithmetic.multiply(
        source, weight.rows(columns).transposed, into: ProductTarget(result, spacing: outputs, adding: hasBias))
    }
  }

  func backward(_ values: BackwardValues, _ context: LearningContext) throws {
    let batch = context.batch
    let gradient = Matrix(values.resultGradient, rows: batch, columns: outputs)
    if let target = values.sourceGradients[0] {
      let weight = Matrix(values.parameters, rows: outputs, columns: inputs)
      try context.inParts(of: inputs) { columns in
        try context.arithmetic.multiply(
          gradient, weight.columns(columns),
          into: ProductTarget(target.start + columns.lowerBound, spacing: inputs, adding: target.isAdded))
      }
    }
    let source = Matrix(values.sources[0], rows: batch, columns: inputs)
    try context.inParts(of: outputs) { rows in
      try context.arithmetic.multiply(
        gradient.columns(rows).transposed, source,
        into: ProductTarget(values.parameterGradients + rows.lowerBound * inputs, spacing: inputs))
    }
    if hasBias {
      try ChannelSums(channels: outputs, pixels: 1, context).write(
        of: values.resultGradient, to: values.parameterGradients + inputs * outputs)
    }
  }
}
