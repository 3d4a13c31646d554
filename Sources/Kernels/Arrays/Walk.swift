import Tensors

/// How the elements of a result are visited in row-major order, and where in each operand the element for each lies.
///
/// Axes that are neighbours in every operand are walked as one.
struct Walk: Sendable {
  /// For each row of the result, the place in each operand at which it begins.
  let starts: [[Int]]
  /// The elements of a row.
  let count: Int
  /// The distance of neighbours of a row in each operand.
  let steps: [Int]

  /// - Parameter operands: for each operand the distance of neighbours along each axis of the result.
  init(_ shape: Shape, _ operands: [[Int]]) {
    var (extents, strides) = ([Int](), operands.map { _ in [Int]() })
    for axis in 0..<shape.rank where shape[axis] != 1 {
      let joins =
        !extents.isEmpty
        && operands.indices.allSatisfy {
          strides[$0][extents.count - 1] == operands[$0][axis] * shape[axis]
        }
      if joins { extents[extents.count - 1] *= shape[axis] } else { extents.append(shape[axis]) }
      for operand in operands.indices {
        if joins { strides[operand].removeLast() }
        strides[operand].append(operands[operand][axis])
      }
    }
    count = extents.last ?? 1
    steps = strides.map { $0.last ?? 1 }
    let outer = extents.dropLast()
    starts = strides.map { Walk.starts(outer, $0.dropLast()) }
  }

  /// The number of rows.
  var rows: Int { starts.first?.count ?? 0 }

  private static func starts(_ extents: ArraySlice<Int>, _ strides: ArraySlice<Int>) -> [Int] {
    var starts = [0]
    for (extent, stride) in zip(extents, strides) {
      starts = starts.flatMap { start in (0..<extent).map { start + $0 * stride } }
    }
    return starts
  }

  /// The distances along the axes of a result of an operand whose axes of extent 1 are repeated.
  static func repeating(_ operand: Shape, in result: Shape) -> [Int] {
    let padded = operand.padded(to: result.rank)
    return zip(padded.dimensions, padded.strides).map { $0 == 1 ? 0 : $1 }
  }
}
