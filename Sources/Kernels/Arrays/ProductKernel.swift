import Tensors

/// Matrix products of the last two axes, for all places of the axes before them.
struct ProductKernel: ArrayKernel {
  private let arithmetic: any Arithmetic
  private let rows: Int
  private let inner: Int
  private let columns: Int
  /// For each product, which matrix of either value it takes.
  private let matrices: [(a: Int, b: Int)]

  init(_ sources: [Shape], _ result: Shape, _ arithmetic: any Arithmetic) {
    self.arithmetic = arithmetic
    let (a, b) = (sources[0], sources[1])
    (rows, inner, columns) = (a[a.rank - 2], a[a.rank - 1], b[b.rank - 1])
    let outer = Shape(Array(result.dimensions.dropLast(2)))
    let places = sources.map { source -> [Int] in
      let own = Shape(Array(source.dimensions.dropLast(2)))
      let walk = Walk(outer, [Walk.repeating(own, in: outer)])
      return walk.starts[0].flatMap { start in (0..<walk.count).map { start + $0 * walk.steps[0] } }
    }
    matrices = zip(places[0], places[1]).map { ($0, $1) }
  }

  func run(
    _ sources: [UnsafePointer<Float>], _ target: UnsafeMutablePointer<Float>, _: UnsafeMutablePointer<Float>
  ) throws {
    for (index, place) in matrices.enumerated() {
      try arithmetic.multiply(
        Matrix(sources[0] + place.a * rows * inner, rows: rows, columns: inner),
        Matrix(sources[1] + place.b * inner * columns, rows: inner, columns: columns),
        into: ProductTarget(target + index * rows * columns, spacing: columns))
    }
  }
}
