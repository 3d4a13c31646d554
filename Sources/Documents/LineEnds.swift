/// The line ends of YAML 1.1, so that lines count here as libyaml counts them.
enum LineEnds {
  /// The extents of the lines of a text, without their ends; at least one.
  static func lines(of text: String) -> [Range<String.Index>] {
    let scalars = text.unicodeScalars
    var lines: [Range<String.Index>] = []
    var start = scalars.startIndex
    var index = start
    while index < scalars.endIndex {
      let next = scalars.index(after: index)
      guard isEnd(scalars[index]) else {
        index = next
        continue
      }
      let isPair = scalars[index] == "\r" && next < scalars.endIndex && scalars[next] == "\n"
      lines.append(start..<index)
      start = isPair ? scalars.index(after: next) : next
      index = start
    }
    return lines + [start..<scalars.endIndex]
  }

  private static func isEnd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }
}

extension Array {
  /// The first index whose element, and every later one, fulfils the predicate.
  func partitioningIndex(where belongsInSecondPart: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if belongsInSecondPart(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
