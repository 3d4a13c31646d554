#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How queries, keys and values lie in an item, and how the rows of the scores are cut so that never all of them are in
/// memory: of a picture of n pixels they are n² numbers.
struct AttentionShape: Sendable {
  /// Of the result.
  let layout: ChannelsLast
  let heads: Int

  /// The most scores in memory.
  private static let mostScores = 1 << 18

  /// The channels of a head.
  var depth: Int { layout.channels / heads }
  var pixels: Int { layout.pixels }
  /// The floats of a pixel of the source.
  var spacing: Int { 3 * layout.channels }
  var sourceCount: Int { spacing * pixels }
  /// The rows of scores that are computed at a time.
  var rowsAtOnce: Int { max(1, min(pixels, Self.mostScores / pixels)) }
  var scoreCount: Int { rowsAtOnce * pixels }

  enum Part: Int { case queries, keys, values }

  /// The queries, keys or values of a head: a row for each pixel.
  func matrix(_ item: UnsafePointer<Float>, _ part: Part, head: Int) -> Matrix {
    Matrix(item + offset(part, head: head), rows: pixels, columns: depth, spacing: spacing)
  }

  /// Where they begin in a pixel.
  func offset(_ part: Part, head: Int) -> Int { part.rawValue * layout.channels + head * depth }

  /// Every block of rows, of every head.
  func forEachBlock(_ body: (_ head: Int, _ rows: Range<Int>) throws -> Void) rethrows {
    for head in 0..<heads {
      for first in stride(from: 0, to: pixels, by: rowsAtOnce) {
        try body(head, first..<min(first + rowsAtOnce, pixels))
      }
    }
  }

  /// What each pixel of some rows takes of each pixel: softmax of the scaled products of queries and keys.
  func weights(
    _ item: UnsafePointer<Float>, head: Int, rows: Range<Int>, into scores: UnsafeMutablePointer<Float>,
    _ arithmetic: some Arithmetic
  ) throws {
    let queries = matrix(item, .queries, head: head).rows(rows)
    try arithmetic.multiply(
      queries, matrix(item, .keys, head: head).transposed, into: ProductTarget(scores, spacing: pixels))
    for row in 0..<rows.count { softmax(scores + row * pixels) }
  }

  /// The largest is taken off first, so that no power overflows.
  private func softmax(_ row: UnsafeMutablePointer<Float>) {
    let scale = self.scale
    var largest = -Float.infinity
    for i in 0..<pixels { largest = max(largest, row[i]) }
    var sum = 0.0
    for i in 0..<pixels {
      row[i] = exp(scale * (row[i] - largest))
      sum += Double(row[i])
    }
    let factor = Float(1 / sum)
    for i in 0..<pixels { row[i] *= factor }
  }

  /// 1 / √(channels of a head).
  var scale: Float { 1 / Float(depth).squareRoot() }
}
