import Kernels
import Tensors

/// Some weights that lie together and are treated alike: what a worker takes at a time.
struct WeightPiece {
  let range: Range<Int>
  /// Whether they decay. Biases and the parameters of norms, which have one axis, do not.
  let decays: Bool

  private static let length = 1 << 16

  /// The pieces of a parameter.
  static func pieces(of parameter: LearningParameter) -> [WeightPiece] {
    stride(from: parameter.range.lowerBound, to: parameter.range.upperBound, by: length).map { start in
      WeightPiece(
        range: start..<min(start + length, parameter.range.upperBound), decays: parameter.shape.rank > 1)
    }
  }
}
