/// The area under the receiver operating characteristic: the probability that a member of the class has the higher score
/// of two, where equal scores count half. Exact, by ranks.
public enum AreaUnderCurve {
  /// The area, 0…1; nil where one of the classes is empty.
  /// - Precondition: as many scores as labels, none of them NaN.
  public static func of(_ scores: [Double], belongs: [Bool]) -> Double? {
    precondition(scores.count == belongs.count, "\(scores.count) scores for \(belongs.count) labels")
    let members = belongs.count { $0 }
    let others = belongs.count - members
    guard members > 0, others > 0 else { return nil }
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    var (start, rankSum) = (0, 0.0)
    while start < order.count {
      var end = start
      while end < order.count, scores[order[end]] == scores[order[start]] { end += 1 }
      let membersHere = order[start..<end].count { belongs[$0] }
      rankSum += Double(membersHere) * Double(start + 1 + end) / 2
      start = end
    }
    let least = Double(members) * Double(members + 1) / 2
    return (rankSum - least) / (Double(members) * Double(others))
  }
}
