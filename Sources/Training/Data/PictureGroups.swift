import Autoencoders
import Files

/// Groups of pictures in each of which one thing alone varies, as `zoetrope draw-faces --group` draws them.
public struct PictureGroups: Hashable, Sendable {
  /// The pictures of each group, as indices; all groups are of one size.
  public let members: [[Int]]
  /// What varies in each group: a factor's name, or ``rest``.
  public let varying: [String]
  /// Of each factor that varies alone its value for each picture, where the table has numbers.
  public let values: [String: [Double]]

  /// What varies in a group in which everything does that no other group lets vary alone.
  public static let rest = "rest"

  /// - Throws: `ExamplesError.unevenGroups`.
  /// - Parameter groups: for each picture the number of its group, and what varies in it.
  init(
    _ groups: [(number: String, varies: String)], values: [String: [Double]] = [:], source: String
  ) throws(ExamplesError) {
    var places: [String: Int] = [:]
    var (members, varying): ([[Int]], [String]) = ([], [])
    for (picture, group) in groups.enumerated() {
      if let place = places[group.number] {
        guard varying[place] == group.varies else {
          throw .twoVary(group: group.number, varying[place], group.varies, source: source)
        }
        members[place].append(picture)
      } else {
        places[group.number] = members.count
        members.append([picture])
        varying.append(group.varies)
      }
    }
    let size = members.first?.count ?? 0
    guard size > 1, members.allSatisfy({ $0.count == size }) else {
      throw .unevenGroups(sizes: Set(members.map(\.count)).sorted(), source: source)
    }
    self.members = members
    self.varying = varying
    self.values = values
  }

  /// Reads the columns `group` and `varies` of a table whose first column names the pictures.
  /// - Returns: nil for a table without groups.
  /// - Throws: `TableError`, `FileError`; `ExamplesError` where a picture has no row, or groups are uneven.
  static func read(_ path: Path, of files: [Path]) throws -> PictureGroups? {
    let table = try Table(name: path.string, bytes: readFile(path, limit: Labels.maximumTableSize))
    let rows = table.rowsByName
    let missing = files.filter { rows[$0.string] == nil }
    if let first = missing.first {
      throw ExamplesError.withoutFactors(first.string, count: missing.count, table: path)
    }
    guard table.header.contains("group") else { return nil }
    let (group, varies) = (try table.column("group"), try table.column("varies"))
    let pictures = files.compactMap { rows[$0.string] }
    let all = pictures.map { (number: table[$0, group], varies: table[$0, varies]) }
    var values: [String: [Double]] = [:]
    for factor in Set(all.map(\.varies)) where table.header.contains(factor) {
      let column = try table.column(factor)
      values[factor] = try? pictures.map { try table.number($0, column) }
    }
    return try PictureGroups(all, values: values, source: path.string)
  }

  /// Everything that tells these groups from others.
  var fingerprint: String {
    let all = zip(members, varying).map { "\($0) \($1)" } + values.sorted { $0.key < $1.key }.map { "\($0) \($1)" }
    return all.joined(separator: "\n")
  }
}
