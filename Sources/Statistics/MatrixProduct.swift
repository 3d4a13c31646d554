extension Matrix {
  /// The matrix by a vector: a number for each row.
  public func times(_ vector: [Double]) -> [Double] {
    precondition(vector.count == columns, "\(vector.count) numbers for \(columns) columns")
    return withPointers(elements, vector) { elements, vector in
      (0..<rows).map { Loops.dot(elements + $0 * columns, vector, columns) }
    } ?? Array(repeating: 0, count: rows)
  }

  /// The transposed matrix by a vector: a number for each column.
  public func transposedTimes(_ vector: [Double]) -> [Double] {
    precondition(vector.count == rows, "\(vector.count) numbers for \(rows) rows")
    var result = [Double](repeating: 0, count: columns)
    result.withUnsafeMutableBufferPointer { result in
      guard let result = result.baseAddress else { return }
      _ = withPointers(elements, vector) { elements, vector in
        for i in 0..<rows { Loops.add(vector[i], elements + i * columns, to: result, columns) }
      }
    }
    return result
  }

  /// The squared Euclidean distance of each row from a point.
  public func squaredDistances(to point: [Double]) -> [Double] {
    precondition(point.count == columns, "\(point.count) numbers for \(columns) columns")
    return withPointers(elements, point) { elements, point in
      (0..<rows).map { Loops.squaredDistance(elements + $0 * columns, point, columns) }
    } ?? Array(repeating: 0, count: rows)
  }

  /// The matrix by another one.
  public func times(_ other: Matrix) -> Matrix {
    precondition(other.rows == columns, "\(rows)×\(columns) by \(other.rows)×\(other.columns)")
    var result = Matrix(rows: rows, columns: other.columns)
    result.elements.withUnsafeMutableBufferPointer { result in
      guard let result = result.baseAddress else { return }
      _ = withPointers(elements, other.elements) { elements, numbers in
        for i in 0..<rows {
          for k in 0..<columns {
            Loops.add(
              elements[i * columns + k], numbers + k * other.columns, to: result + i * other.columns, other.columns)
          }
        }
      }
    }
    return result
  }

  /// A · Aᵀ: the scalar products of the rows.
  public var rowProducts: Matrix {
    var result = Matrix(rows: rows, columns: rows)
    elements.withUnsafeBufferPointer { elements in
      guard let start = elements.baseAddress else { return }
      for i in 0..<rows {
        for j in 0...i {
          let product = Loops.dot(start + i * columns, start + j * columns, columns)
          result[i, j] = product
          result[j, i] = product
        }
      }
    }
    return result
  }
}
