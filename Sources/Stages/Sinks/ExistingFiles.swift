public import Dataflow
import Files

/// What happens where an output exists already.
public enum ExistingFiles: String, CaseIterable, Sendable {
  /// The run is refused before it begins.
  case error
  /// The output is left as it is, and the work for it is saved.
  case skip
  case overwrite

  /// Where a pipeline keeps the rule.
  public enum Key: EnvironmentKey { public typealias Value = ExistingFiles }

  /// Whoever comes between the check and the write is not overwritten either.
  var fileRule: AtomicFile.Existing { self == .overwrite ? .overwrite : .error }
}
