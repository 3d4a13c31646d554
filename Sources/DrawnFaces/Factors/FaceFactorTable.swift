/// The factors of drawn faces as CSV: a row a picture, a column a factor; in groups, also what varies in each.
public struct FaceFactorTable: Sendable {
  /// The text.
  public private(set) var text: String
  private let hasGroups: Bool

  /// Only the names of the columns.
  public init(groups: Bool) {
    hasGroups = groups
    let names = ["picture"] + FaceFactor.allCases.map(\.rawValue) + (groups ? ["group", "varies"] : [])
    text = names.joined(separator: ",") + "\n"
  }

  /// Adds a picture.
  public mutating func append(_ picture: String, _ face: FaceCast.Member, group: Int) {
    let values = FaceFactor.allCases.map { Self.plain(face.values[$0]) }
    let last = hasGroups ? ["\(group)", face.alone?.name ?? ""] : []
    text += ([picture] + values + last).joined(separator: ",") + "\n"
  }

  /// A whole number has no point, so that the ends of a range are labels too.
  private static func plain(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : "\(value)"
  }
}
