/// A matrix in memory for products whose operands are both known only now, as while training: rows one after the other,
/// `spacing` floats apart, taken as they stand or as columns.
struct Matrix {
  let start: UnsafePointer<Float>
  let rows: Int
  let columns: Int
  /// The floats from one row in memory to the next.
  let spacing: Int
  /// Whether what lies in memory as rows are the matrix's columns.
  let isTransposed: Bool

  /// Rows without gaps unless said.
  init(_ start: UnsafePointer<Float>, rows: Int, columns: Int, spacing: Int? = nil) {
    self.init(start, rows: rows, columns: columns, spacing: spacing ?? columns, isTransposed: false)
  }

  private init(_ start: UnsafePointer<Float>, rows: Int, columns: Int, spacing: Int, isTransposed: Bool) {
    self.start = start
    self.rows = rows
    self.columns = columns
    self.spacing = spacing
    self.isTransposed = isTransposed
  }

  /// The same memory with rows and columns exchanged.
  var transposed: Matrix {
    Matrix(start, rows: columns, columns: rows, spacing: spacing, isTransposed: !isTransposed)
  }

  /// Some of the rows.
  func rows(_ range: Range<Int>) -> Matrix {
    Matrix(
      start + range.lowerBound * (isTransposed ? 1 : spacing), rows: range.count, columns: columns, spacing: spacing,
      isTransposed: isTransposed)
  }

  /// Some of the columns.
  func columns(_ range: Range<Int>) -> Matrix { transposed.rows(range).transposed }
}

/// Where the result of a product goes: rows one after the other, `spacing` floats apart.
struct ProductTarget {
  let start: UnsafeMutablePointer<Float>
  let spacing: Int
  /// Whether the product is added to what stands there.
  let isAdded: Bool

  /// Overwrites unless said.
  init(_ start: UnsafeMutablePointer<Float>, spacing: Int, adding: Bool = false) {
    self.start = start
    self.spacing = spacing
    isAdded = adding
  }
}
