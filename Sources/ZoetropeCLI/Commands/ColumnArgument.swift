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

  /// The groups of some pictures in each column; rows that name others are told of, once a table.
  static func groups(_ columns: [ColumnArgument], of keys: [String]) throws -> [LabelGroups] {
    var told: Set<Path> = []
    return try columns.map { column in
      let groups = try LabelGroups(column.table, column: column.column, keys: keys)
      if let missing = groups.missing, told.insert(column.table).inserted {
        let others = missing.count > 1 ? " and \(missing.count - 1) more pictures that are" : ", which is"
        Console.message("zoetrope: warning: \(column.table) names \(missing.first)\(others) not in the folder")
      }
      return groups
    }
  }
}
