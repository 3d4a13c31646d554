import Tensors

/// The basis of Winograd's F(4×4, 3×3) with the points 0, 1, −1, 2, −½ and infinity: of those that need few additions
/// they lose the fewest digits.
///
/// In one direction, 4 outputs y are computed from 6 inputs d and the taps g as y = Aᵀ[(G g) ⊙ (Bᵀ d)].
enum ThreeTapBasis {
  /// The outputs and the inputs of a tile in one direction, and its products.
  static let outputs = 4
  static let inputs = 6
  static let products = 36

  private static let points = [0, 1, -1, 2, -0.5]

  /// G: what the weight of each product takes of the three taps: 1, a and a² of its point, divided by the product of the
  /// distances to the others.
  private static let taps: [[Double]] =
    points.map { point in
      let distance = points.filter { $0 != point }.reduce(1) { $0 * (point - $1) }
      return [1 / distance, point / distance, point * point / distance]
    } + [[0, 0, 1]]

  /// A matrix [in, columns] for each product, of [out, in, 3, 3]; columns beyond the output's channels are 0.
  static func weights(_ weight: Tensor, columns: Int) -> [Float] {
    let (outputs, inputs) = (weight.shape[0], weight.shape[1])
    let factors = taps.flatMap { row in taps.map { column in row.flatMap { a in column.map { a * $0 } } } }
    var matrices = [Float](repeating: 0, count: products * inputs * columns)
    matrices.withUnsafeMutableBufferPointer { matrices in
      weight.withUnsafeElements { weight in
        for o in 0..<outputs {
          for i in 0..<inputs {
            let first = (o * inputs + i) * 9
            for (product, factor) in factors.enumerated() {
              // Summed in double precision, so that a weight is rounded once.
              var sum = 0.0
              for tap in 0..<9 { sum += Double(weight[first + tap]) * factor[tap] }
              matrices[(product * inputs + i) * columns + o] = Float(sum)
            }
          }
        }
      }
    }
    return matrices
  }
}
