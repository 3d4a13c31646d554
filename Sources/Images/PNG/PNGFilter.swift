/// The five ways in which PNG predicts a byte from its neighbours before compression (PNG specification, 9.2).
enum PNGFilter: UInt8, CaseIterable {
  case none, sub, up, average, paeth

  /// Which filters the rows of a file may use.
  enum Choice: Equatable {
    case always(PNGFilter)
    /// Each row by the filter that leaves the smallest sum of absolute differences, libpng's rule of thumb.
    case leastDifference
  }

  /// Speed first at level 1, where one fixed filter costs a third of the choice; stored bytes gain nothing from any.
  static func choice(forCompression level: Int) -> Choice {
    switch level {
    case 0: .always(.none)
    case 1: .always(.sub)
    default: .leastDifference
    }
  }

  /// All rows, each after the number of its filter.
  /// - Parameters:
  ///   - rowCount: the bytes of a row.
  ///   - pixelCount: the bytes of a pixel.
  static func apply(_ choice: Choice, to rows: [UInt8], rowCount: Int, pixelCount: Int) -> [UInt8] {
    let height = rows.count / rowCount
    var scratch = [UInt8](repeating: 0, count: rowCount)
    let blank = [UInt8](repeating: 0, count: rowCount)
    return [UInt8](unsafeUninitializedCapacity: rows.count + height) { out, done in
      rows.withUnsafeBufferPointer { rows in
        blank.withUnsafeBufferPointer { blank in
          for y in 0..<height {
            let row = UnsafeBufferPointer(rebasing: rows[y * rowCount..<(y + 1) * rowCount])
            let above =
              y == 0 ? blank : UnsafeBufferPointer(rebasing: rows[(y - 1) * rowCount..<y * rowCount])
            let start = y * (rowCount + 1)
            let target = UnsafeMutableBufferPointer(rebasing: out[start + 1..<start + 1 + rowCount])
            let context = Row(row: row, above: above, pixelCount: pixelCount)
            out[start] = context.filter(choice, into: target, scratch: &scratch).rawValue
          }
        }
      }
      done = rows.count + height
    }
  }
}
