import Tensors

/// A scale and a shift of each channel that do not learn, in a program that does: a norm whose statistics are fixed.
struct LearningScale: LearningStep {
  private let scale: [Float]
  private let shift: [Float]
  private let pixels: Int

  init(scale: Tensor, shift: Tensor, pixels: Int) {
    self.scale = scale.elements
    self.shift = shift.elements
    self.pixels = pixels
  }

  private var channels: Int { scale.count }

  func forward(_ values: ForwardValues, _ context: LearningContext) throws {
    try context.inParts(of: context.batch * pixels) { rows in
      for row in rows {
        let (x, y) = (values.sources[0] + row * channels, values.result + row * channels)
        for c in 0..<channels { y[c] = x[c] * scale[c] + shift[c] }
      }
    }
  }

  func backward(_ values: BackwardValues, _ context: LearningContext) throws {
    guard let target = values.sourceGradients[0] else { return }
    try context.inParts(of: context.batch * pixels) { rows in
      for row in rows {
        let (dy, dx) = (values.resultGradient + row * channels, target.start + row * channels)
        for c in 0..<channels { dx[c] = (target.isAdded ? dx[c] : 0) + dy[c] * scale[c] }
      }
    }
  }
}
