import Files

/// How the values of a column become groups.
struct Grouping {
  let names: [String]
  let isOrdered: Bool
  private let kind: Kind

  private enum Kind {
    /// 1 against 0 or −1.
    case yesNo
    /// The place of each value.
    case categories([String: Int])
    /// The upper ends of all ranges but the last.
    case ranges([Double])
  }

  /// A number with more values than colours is cut into so many ranges of equally many pictures.
  private static let ranges = 5

  init(_ values: [String], _ column: String) {
    let distinct = Set(values)
    let numbers = values.compactMap { Double($0) }.filter(\.isFinite)
    if distinct.isSubset(of: ["1", "0", "-1"]), distinct.count <= 2 {
      (names, isOrdered, kind) = ([column, "not " + column], false, .yesNo)
    } else if numbers.count == values.count, distinct.count > LabelGroups.most {
      let sorted = numbers.sorted()
      let cuts = (1..<Self.ranges).map { sorted[$0 * sorted.count / Self.ranges] }
      let ends = ([sorted[0]] + cuts + [sorted[sorted.count - 1]]).map { "\($0)".withoutFraction }
      names = zip(ends, ends.dropFirst()).map { "\($0) to \($1)" }
      (isOrdered, kind) = (true, .ranges(cuts))
    } else {
      let counts = Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +)
      let common = counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }.map(\.key)
      let fits = common.count <= LabelGroups.most
      let shown = (fits ? common : Array(common.prefix(LabelGroups.most - 1))).sorted(by: naturalOrder)
      names = shown.map { $0.isEmpty ? "(empty)" : $0 } + (fits ? [] : ["other"])
      isOrdered = false
      kind = .categories(Dictionary(uniqueKeysWithValues: shown.enumerated().map { ($1, $0) }))
    }
  }

  func group(_ value: String) -> Int {
    switch kind {
    case .yesNo: value == "1" ? 0 : 1
    case .categories(let places): places[value] ?? names.count - 1
    case .ranges(let cuts): cuts.count { (Double(value) ?? 0) >= $0 }
    }
  }
}

extension String {
  /// `18` for `18.0`.
  fileprivate var withoutFraction: String { hasSuffix(".0") ? String(dropLast(2)) : self }
}
