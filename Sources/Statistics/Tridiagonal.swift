/// A symmetric matrix as Qᵀ·T·Q with a tridiagonal T, and on its way to a diagonal one.
struct Tridiagonal {
  /// The diagonal of T.
  private(set) var diagonal: [Double]
  /// The numbers beside it; the last is 0.
  private var beside: [Double]
  /// Q: a row for each number of the diagonal.
  private(set) var rows: Matrix

  init(_ matrix: Matrix) {
    let size = matrix.rows
    var rest = matrix
    var reflections: [Reflection?] = []
    var beside = [Double](repeating: 0, count: size)
    for k in 0..<max(size - 2, 0) {
      let reflection = Reflection(Array(rest.row(k)[(k + 1)...]))
      beside[k] = reflection?.length ?? rest[k, k + 1]
      reflection?.applyOnBothSides(to: &rest, from: k + 1)
      reflections.append(reflection)
    }
    if size >= 2 { beside[size - 2] = rest[size - 2, size - 1] }
    var columns = Matrix.identity(size)
    for k in reflections.indices.reversed() { reflections[k]?.applyOnTheLeft(to: &columns, from: k + 1) }
    diagonal = rest.diagonal
    self.beside = beside
    rows = columns.transposed
  }

  /// Makes T diagonal: the numbers beside the diagonal vanish one after the other.
  mutating func diagonalise() {
    for first in diagonal.indices {
      // Each takes two or three steps; the bound is for numbers that are none.
      for _ in 0..<60 {
        let last = endOfBlock(from: first)
        if last == first { break }
        step(first, last)
      }
    }
  }

  /// The last place that is tied to `first` by numbers beside the diagonal that matter.
  private func endOfBlock(from first: Int) -> Int {
    (first..<diagonal.count - 1).first { i in
      abs(beside[i]) <= Double.ulpOfOne * (abs(diagonal[i]) + abs(diagonal[i + 1]))
    } ?? diagonal.count - 1
  }

  /// One QL step with Wilkinson's shift on the block from `first` to `last`.
  private mutating func step(_ first: Int, _ last: Int) {
    let half = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first])
    let root = (half * half + 1).squareRoot()
    var g = diagonal[last] - diagonal[first] + beside[first] / (half + (half < 0 ? -root : root))
    var (sine, cosine, p) = (1.0, 1.0, 0.0)
    for i in (first..<last).reversed() {
      let (f, b) = (sine * beside[i], cosine * beside[i])
      let r = (f * f + g * g).squareRoot()
      beside[i + 1] = r
      if r == 0 {
        diagonal[i + 1] -= p
        beside[last] = 0
        return
      }
      (sine, cosine) = (f / r, g / r)
      g = diagonal[i + 1] - p
      let t = (diagonal[i] - g) * sine + 2 * cosine * b
      p = sine * t
      diagonal[i + 1] = g + p
      g = cosine * t - b
      rotateRows(i, cosine, sine)
    }
    diagonal[first] -= p
    beside[first] = g
    beside[last] = 0
  }

  private mutating func rotateRows(_ i: Int, _ cosine: Double, _ sine: Double) {
    let count = rows.columns
    rows.elements.withUnsafeMutableBufferPointer { elements in
      guard let start = elements.baseAddress else { return }
      Loops.rotate(start + i * count, start + (i + 1) * count, cosine: cosine, sine: sine, count)
    }
  }
}

/// H = I − scale · v·vᵀ, which takes a vector to the first axis.
private struct Reflection {
  let normal: [Double]
  let scale: Double
  /// The first number of the vector's image; all others are 0.
  let length: Double

  /// nil where the vector lies on the axis already.
  init?(_ vector: [Double]) {
    guard vector.dropFirst().contains(where: { $0 != 0 }) else { return nil }
    let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    length = vector[0] > 0 ? -norm : norm
    var normal = vector
    normal[0] -= length
    self.normal = normal
    scale = 2 / normal.reduce(0) { $0 + $1 * $1 }
  }

  /// H·A·H over the square of A that begins at `start`.
  func applyOnBothSides(to matrix: inout Matrix, from start: Int) {
    let (size, count) = (matrix.columns, normal.count)
    withPointers(to: &matrix) { elements, normal in
      var w = (0..<count).map { scale * Loops.dot(elements + (start + $0) * size + start, normal, count) }
      let share = scale / 2 * w.indices.reduce(0) { $0 + w[$1] * normal[$1] }
      for i in w.indices { w[i] -= share * normal[i] }
      w.withUnsafeBufferPointer { w in
        guard let w = w.baseAddress else { return }
        for i in 0..<count {
          let row = elements + (start + i) * size + start
          Loops.add(-normal[i], w, to: row, count)
          Loops.add(-w[i], normal, to: row, count)
        }
      }
    }
  }

  /// H·A over the square of A that begins at `start`.
  func applyOnTheLeft(to matrix: inout Matrix, from start: Int) {
    let (size, count) = (matrix.columns, normal.count)
    withPointers(to: &matrix) { elements, normal in
      var sums = [Double](repeating: 0, count: count)
      sums.withUnsafeMutableBufferPointer { sums in
        guard let sums = sums.baseAddress else { return }
        for i in 0..<count { Loops.add(scale * normal[i], elements + (start + i) * size + start, to: sums, count) }
        for i in 0..<count { Loops.add(-normal[i], sums, to: elements + (start + i) * size + start, count) }
      }
    }
  }

  private func withPointers(
    to matrix: inout Matrix, _ body: (UnsafeMutablePointer<Double>, UnsafePointer<Double>) -> Void
  ) {
    matrix.elements.withUnsafeMutableBufferPointer { elements in
      normal.withUnsafeBufferPointer { normal in
        guard let elements = elements.baseAddress, let normal = normal.baseAddress else { return }
        body(elements, normal)
      }
    }
  }
}
