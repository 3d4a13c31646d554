public import Dataflow
import Processes

/// Which programs a pipeline may run. None, unless whoever runs it says so: a recipe cannot.
public enum ToolPermission: Hashable, Sendable {
  /// No program at all.
  case none
  /// These: a name stands for the program that the folders of PATH give, a path for that file.
  case only([String])
  /// Any.
  case all

  /// Where a pipeline keeps it.
  public enum Key: EnvironmentKey { public typealias Value = ToolPermission }

  /// Whether it allows a program, which a recipe may call by another name.
  public func allows(_ program: String) -> Bool {
    switch self {
    case .none: false
    case .all: true
    case .only(let names): names.contains { ProgramLookup.isSame($0, program) }
    }
  }
}
