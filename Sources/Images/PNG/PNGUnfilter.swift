extension PNGFilter {
  /// The rows from what the filters made of them, each after the number of its filter; nil for a number that is none.
  /// - Parameters:
  ///   - rowCount: the bytes of a row.
  ///   - pixelCount: the bytes of a pixel.
  static func undo(_ filtered: [UInt8], rowCount: Int, pixelCount: Int) -> [UInt8]? {
    let height = filtered.count / (rowCount + 1)
    let blank = [UInt8](repeating: 0, count: rowCount)
    var isSound = true
    let rows = [UInt8](unsafeUninitializedCapacity: height * rowCount) { out, done in
      filtered.withUnsafeBufferPointer { filtered in
        blank.withUnsafeBufferPointer { blank in
          guard let source = filtered.baseAddress, let out = out.baseAddress, let blank = blank.baseAddress else {
            return
          }
          for y in 0..<height {
            let (start, target) = (source + y * (rowCount + 1), out + y * rowCount)
            let row = FilteredRow(
              row: start + 1, above: y == 0 ? blank : UnsafePointer(target - rowCount), count: rowCount,
              pixelCount: pixelCount)
            guard let filter = PNGFilter(rawValue: start[0]) else {
              isSound = false
              return
            }
            row.undo(filter, into: target)
          }
        }
      }
      done = isSound ? height * rowCount : 0
    }
    return isSound ? rows : nil
  }

  /// A filtered row and the finished one above it.
  private struct FilteredRow {
    let row: UnsafePointer<UInt8>
    let above: UnsafePointer<UInt8>
    let count: Int
    let pixelCount: Int

    func undo(_ filter: PNGFilter, into out: UnsafeMutablePointer<UInt8>) {
      switch filter {
      case .none: out.update(from: row, count: count)
      case .sub: restore(into: out) { left, _, _ in left }
      case .up: for i in 0..<count { out[i] = row[i] &+ above[i] }
      case .average: restore(into: out) { left, up, _ in UInt8((UInt16(left) + UInt16(up)) >> 1) }
      case .paeth: if pixelCount == 3 { restorePaethRGB(into: out) } else { restore(into: out, PNGFilter.paeth) }
      }
    }

    private typealias Prediction = (_ left: UInt8, _ up: UInt8, _ upLeft: UInt8) -> UInt8

    @inline(__always)
    private func restore(into out: UnsafeMutablePointer<UInt8>, _ prediction: Prediction) {
      if pixelCount == 3 { return restoreRGB(into: out, prediction) }
      for i in 0..<min(pixelCount, count) { out[i] = row[i] &+ prediction(0, above[i], 0) }
      for i in min(pixelCount, count)..<count {
        out[i] = row[i] &+ prediction(out[i - pixelCount], above[i], above[i - pixelCount])
      }
    }

    /// The usual pixel, whose neighbours stay in registers: each channel waits for the byte before it.
    @inline(__always)
    private func restoreRGB(into out: UnsafeMutablePointer<UInt8>, _ prediction: Prediction) {
      var left: (UInt8, UInt8, UInt8) = (0, 0, 0)
      var upLeft = left
      for i in stride(from: 0, to: count, by: 3) {
        let up = (above[i], above[i + 1], above[i + 2])
        left.0 = row[i] &+ prediction(left.0, up.0, upLeft.0)
        left.1 = row[i + 1] &+ prediction(left.1, up.1, upLeft.1)
        left.2 = row[i + 2] &+ prediction(left.2, up.2, upLeft.2)
        (out[i], out[i + 1], out[i + 2]) = left
        upLeft = up
      }
    }

    /// `PNGFilter.paeth` for the three channels at once: it takes so long that they should not wait for each other.
    private func restorePaethRGB(into out: UnsafeMutablePointer<UInt8>) {
      var left = SIMD4<Int16>()
      var upLeft = left
      for i in stride(from: 0, to: count, by: 3) {
        let up = pixel(above, i)
        let (toLeft, toUp) = (up &- upLeft, left &- upLeft)
        let (a, b, c) = (absolute(toLeft), absolute(toUp), absolute(toLeft &+ toUp))
        var prediction = upLeft
        prediction.replace(with: up, where: b .<= c)
        prediction.replace(with: left, where: a .<= pointwiseMin(b, c))
        left = (pixel(row, i) &+ prediction) & 255
        for channel in 0..<3 { out[i + channel] = UInt8(truncatingIfNeeded: left[channel]) }
        upLeft = up
      }
    }

    @inline(__always)
    private func pixel(_ bytes: UnsafePointer<UInt8>, _ i: Int) -> SIMD4<Int16> {
      SIMD4(Int16(bytes[i]), Int16(bytes[i + 1]), Int16(bytes[i + 2]), 0)
    }

    @inline(__always)
    private func absolute(_ x: SIMD4<Int16>) -> SIMD4<Int16> { pointwiseMax(x, 0 &- x) }
  }
}
