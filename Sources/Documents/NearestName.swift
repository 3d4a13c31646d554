/// Finds the name that was probably meant.
public enum NearestName {
  /// The legal name nearest to `name`, if one is near enough to be suggested; the first of several equally near ones.
  ///
  /// Near enough is at most one edit (insert, delete, replace, or swap two neighbours) for every three characters,
  /// and one for shorter names. Case does not count.
  public static func suggestion(for name: String, among legal: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased())
    guard !wanted.isEmpty, wanted.count <= 100 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in legal {
      let letters = Array(candidate.lowercased())
      let allowed = max(1, max(wanted.count, letters.count) / 3)
      guard abs(letters.count - wanted.count) <= allowed, min(letters.count, wanted.count) > 1 || letters == wanted
      else { continue }
      let distance = distance(wanted, letters)
      if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// As `; did you mean "strength"?`, or nothing: the end of a message about an unknown name.
  public static func hint(for name: String, among legal: some Sequence<String>) -> String {
    suggestion(for: name, among: legal).map { "; did you mean \"\($0)\"?" } ?? ""
  }

  /// The optimal string alignment distance: edits with transpositions of neighbours, three rows of the table at a time.
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
