/// How the pixels of a chunk are cut into blocks of equal size for matrix products whose operands stay in the cache.
///
/// Every item is cut alike, so that where an item stands in its chunk changes nothing in its arithmetic.
struct Blocking: Hashable {
  /// The items of one block: more than one only where whole items fit.
  let items: Int
  /// The rows of pixels of each of its items.
  let rows: Int

  /// The largest blocks of at most `limit` floats (or a single row of pixels).
  init(batch: Int, height: Int, width: Int, floatsPerPixel: Int, limit: Int = 1 << 16) {
    let row = width * floatsPerPixel
    let fitting = max(1, limit / max(1, row))
    if fitting >= height {
      rows = height
      items = Blocking.largestDivisor(of: batch, notAbove: fitting / height)
    } else {
      rows = Blocking.largestDivisor(of: height, notAbove: fitting)
      items = 1
    }
  }

  private static func largestDivisor(of number: Int, notAbove limit: Int) -> Int {
    (1...max(1, min(limit, number))).last { number.isMultiple(of: $0) } ?? 1
  }
}
