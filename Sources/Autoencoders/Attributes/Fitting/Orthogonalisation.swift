import Statistics
import Tensors

/// Takes out of a direction what it has of others.
enum Orthogonalisation {
  /// d − Nᵀ(N·Nᵀ)⁻¹N·d, N the others' unit directions a row each: at a right angle to all of them.
  /// - Throws: `AttributeError.dependent` where the others depend on each other, `AttributeError.nothingLeft` where the
  ///   direction lies in their span.
  static func remove(
    _ others: [AttributeVector], from direction: [Double], name: String
  ) throws(AttributeError) -> [Double] {
    guard !others.isEmpty else { return direction }
    let rows = Matrix(rows: others.map { $0.direction.elements.map { Double($0) } })
    let names = others.map(\.name)
    let products: Cholesky
    do { products = try Cholesky(rows.rowProducts, name: "") } catch { throw .dependent(names) }
    let shares = rows.transposedTimes(products.solve(rows.times(direction)))
    let rest = zip(direction, shares).map { $0 - $1 }
    guard length(rest) > 1e-4 * length(direction) else { throw .nothingLeft(name: name, others: names) }
    return rest
  }

  private static func length(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 }.squareRoot() }
}
