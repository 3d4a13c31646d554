/// Vectors of equal length, one after the other in memory, to be searched through.
struct NumberRows<Number: BitwiseCopyable & Sendable>: Sendable {
  let count: Int
  private let width: Int
  private let numbers: [Number]

  init(_ rows: [[Number]]) {
    count = rows.count
    width = rows.first?.count ?? 0
    var numbers: [Number] = []
    numbers.reserveCapacity(count * width)
    for row in rows { numbers += row }
    self.numbers = numbers
  }

  func row(_ index: Int) -> [Number] { Array(numbers[index * width..<(index + 1) * width]) }

  /// The nearest rows by a squared distance, the nearest first.
  fileprivate func nearest<Distance: Comparable>(
    to query: [Number], _ count: Int, excluding excluded: Int?,
    _ distance: (UnsafePointer<Number>, UnsafePointer<Number>, Int) -> Distance
  ) -> [(index: Int, squared: Distance)] {
    let all = numbers.withUnsafeBufferPointer { numbers in
      query.withUnsafeBufferPointer { query -> [(index: Int, squared: Distance)] in
        guard let base = numbers.baseAddress, let query = query.baseAddress else { return [] }
        return (0..<self.count).filter { $0 != excluded }.map { ($0, distance(base + $0 * width, query, width)) }
      }
    }
    return Array(all.sorted { ($0.squared, $0.index) < ($1.squared, $1.index) }.prefix(count))
  }
}

extension NumberRows where Number == Float {
  func nearest(to query: [Float], _ count: Int, excluding excluded: Int?) -> [(index: Int, squared: Float)] {
    nearest(to: query, count, excluding: excluded) { a, b, width in
      var sums = SIMD8<Float>()
      var i = 0
      while i + 8 <= width {
        let difference =
          UnsafeRawPointer(a + i).loadUnaligned(as: SIMD8<Float>.self)
          - UnsafeRawPointer(b + i).loadUnaligned(as: SIMD8<Float>.self)
        sums += difference * difference
        i += 8
      }
      var sum = sums.sum()
      while i < width {
        sum += (a[i] - b[i]) * (a[i] - b[i])
        i += 1
      }
      return sum
    }
  }
}

extension NumberRows where Number == UInt8 {
  func nearest(to query: [UInt8], _ count: Int, excluding excluded: Int?) -> [(index: Int, squared: Int32)] {
    nearest(to: query, count, excluding: excluded) { a, b, width in
      var sum: Int32 = 0
      for i in 0..<width {
        let difference = Int32(a[i]) &- Int32(b[i])
        sum &+= difference &* difference
      }
      return sum
    }
  }
}
