import ArgumentParser
import Zoetrope

/// A column of a table, as `attributes.csv:Smiling`.
struct ColumnArgument: ExpressibleByArgument {
  let table: Path
  let column: String

  init?(argument: String) {
    guard let colon = argument.lastIndex(of: ":"), colon != argument.startIndex else { return nil }
    table = Path(String(argument[..<colon]))
    column = String(argument[argument.index(after: colon)...])
    if column.isEmpty { return nil }
  }

  /// The groups of some pictures; rows that name others are told of.
  func groups(of keys: [String]) throws -> LabelGroups {
    let groups = try LabelGroups(table, column: column, keys: keys)
    if let missing = groups.missing {
      let others = missing.count > 1 ? " and \(missing.count - 1) more pictures that are" : ", which is"
      Console.message("zoetrope: warning: \(table) names \(missing.first)\(others) not in the folder")
    }
    return groups
  }
}
