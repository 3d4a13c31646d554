extension PNGFilter {
  /// One row, the row above it, and the arithmetic of the filters on them (modulo 256).
  struct Row {
    let row: UnsafeBufferPointer<UInt8>
    let above: UnsafeBufferPointer<UInt8>
    /// The bytes of a pixel: the distance to the left neighbour.
    let pixelCount: Int

    /// Writes the filtered row and says by which filter.
    func filter(
      _ choice: Choice, into out: UnsafeMutableBufferPointer<UInt8>, scratch: inout [UInt8]
    ) -> PNGFilter {
      switch choice {
      case .always(let filter):
        apply(filter, into: out)
        return filter
      case .leastDifference:
        return scratch.withUnsafeMutableBufferPointer { leastDifference(into: out, scratch: $0) }
      }
    }

    private func leastDifference(
      into out: UnsafeMutableBufferPointer<UInt8>, scratch: UnsafeMutableBufferPointer<UInt8>
    ) -> PNGFilter {
      var best = (filter: PNGFilter.none, sum: Int.max)
      for filter in PNGFilter.allCases {
        apply(filter, into: scratch)
        let sum = absoluteSum(UnsafeBufferPointer(scratch))
        guard sum < best.sum else { continue }
        best = (filter, sum)
        _ = out.update(fromContentsOf: scratch)
      }
      return best.filter
    }

    /// The sum of the differences' sizes, where 255 means −1.
    private func absoluteSum(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
      var sum: UInt32 = 0
      for byte in bytes { sum &+= UInt32(min(byte, 0 &- byte)) }
      return Int(sum)
    }

    private func apply(_ filter: PNGFilter, into out: UnsafeMutableBufferPointer<UInt8>) {
      switch filter {
      case .none: _ = out.update(fromContentsOf: row)
      case .sub: predict(into: out) { left, _, _ in left }
      case .up: predict(into: out) { _, up, _ in up }
      case .average: predict(into: out) { left, up, _ in UInt8((UInt16(left) + UInt16(up)) >> 1) }
      case .paeth: predict(into: out, PNGFilter.paeth)
      }
    }

    @inline(__always)
    private func predict(
      into out: UnsafeMutableBufferPointer<UInt8>,
      _ prediction: (_ left: UInt8, _ up: UInt8, _ upLeft: UInt8) -> UInt8
    ) {
      for i in 0..<min(pixelCount, row.count) { out[i] = row[i] &- prediction(0, above[i], 0) }
      for i in min(pixelCount, row.count)..<row.count {
        out[i] = row[i] &- prediction(row[i - pixelCount], above[i], above[i - pixelCount])
      }
    }
  }

  /// The neighbour nearest to left + up − upLeft; ties go to left, then up.
  @inline(__always)
  static func paeth(_ left: UInt8, _ up: UInt8, _ upLeft: UInt8) -> UInt8 {
    let toLeft = Int16(up) - Int16(upLeft)
    let toUp = Int16(left) - Int16(upLeft)
    let (a, b, c) = (abs(toLeft), abs(toUp), abs(toLeft + toUp))
    // Without a branch, which no processor could predict.
    return a <= min(b, c) ? left : b <= c ? up : upLeft
  }
}
