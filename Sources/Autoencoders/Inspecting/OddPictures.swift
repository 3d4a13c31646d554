extension LatentSurvey {
  /// A picture is odd if one of its distances is so many robust standard deviations above the median of all: 1.4826 times
  /// the median of the distances to the median.
  public static let oddDeviations = 4.0

  /// The odd pictures, those farthest from the folder's own distribution first.
  public var odd: [Picture] {
    let prior = Self.limit(pictures.map(\.priorDistance))
    let folder = Self.limit(pictures.map(\.folderDistance))
    return pictures.filter { $0.priorDistance > prior || $0.folderDistance > folder }.sorted {
      $0.folderDistance == $1.folderDistance ? $0.key < $1.key : $0.folderDistance > $1.folderDistance
    }
  }

  /// The value that a share of the values does not exceed: the nearest rank.
  public static func quantile(_ values: [Double], _ share: Double) -> Double {
    let rank = Int((Double(values.count) * share).rounded(.up))
    return values.isEmpty ? .nan : values.sorted()[max(1, min(values.count, rank)) - 1]
  }

  private static func limit(_ values: [Double]) -> Double {
    let median = quantile(values, 0.5)
    return median + oddDeviations * 1.4826 * quantile(values.map { abs($0 - median) }, 0.5)
  }
}
