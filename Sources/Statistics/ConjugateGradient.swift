/// Solves A·x = b, for a symmetric positive definite A of which only products are known.
enum ConjugateGradient {
  /// - Parameters:
  ///   - tolerance: how small ‖b − A·x‖ / ‖b‖ must become.
  ///   - limit: the largest number of products.
  static func solve(
    _ right: [Double], tolerance: Double, limit: Int, product: ([Double]) -> [Double]
  ) -> [Double] {
    var x = [Double](repeating: 0, count: right.count)
    var residual = right
    var direction = right
    var square = dot(residual, residual)
    let enough = square * tolerance * tolerance
    for _ in 0..<limit where square > enough && square > 0 {
      let image = product(direction)
      let step = square / dot(direction, image)
      for i in x.indices {
        x[i] += step * direction[i]
        residual[i] -= step * image[i]
      }
      let next = dot(residual, residual)
      for i in x.indices { direction[i] = residual[i] + next / square * direction[i] }
      square = next
    }
    return x
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    withPointers(a, b) { Loops.dot($0, $1, a.count) } ?? 0
  }
}
