/// A product whose operands are both known only now: the second is laid out as prepared weights are.
extension PortableArithmetic {
  func multiply(_ a: Matrix, _ b: Matrix, into c: ProductTarget) throws {
    precondition(a.columns == b.rows, "a product of \(a.columns) columns and \(b.rows) rows")
    let shape = ProductShape(rows: a.rows, inner: a.columns, columns: b.columns)
    let product = PortableProduct(shape, weights: b.elements, epilogue: nil)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: a.rows * b.columns + 16) { result in
      a.elements.withUnsafeBufferPointer { a in
        guard let a = a.baseAddress, let start = result.baseAddress else { return }
        product.run(a, start, start)
        for row in 0..<shape.rows { c.take(start + row * b.columns, row: row, b.columns) }
      }
    }
  }
}

extension ProductTarget {
  fileprivate func take(_ source: UnsafePointer<Float>, row: Int, _ count: Int) {
    let target = start + row * spacing
    if isAdded { addFloats(source, target, count) } else { copyFloats(source, target, count) }
  }
}

extension Matrix {
  /// All elements, row by row.
  fileprivate var elements: [Float] {
    [Float](unsafeUninitializedCapacity: rows * columns) { elements, count in
      for row in 0..<rows {
        for column in 0..<columns {
          elements[row * columns + column] = start[isTransposed ? column * spacing + row : row * spacing + column]
        }
      }
      count = rows * columns
    }
  }
}
