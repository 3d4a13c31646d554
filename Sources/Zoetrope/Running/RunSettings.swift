public import Dataflow

/// How a pipeline is run. Only what is chosen changes the outcome; how the machine is used changes no byte.
public struct RunSettings: Sendable {
  /// Which items take part.
  public var restriction = Plan.Restriction()
  /// Only outputs that these source keys take part in, as a failure file lists them; nil for all.
  public var retrying: Set<String>?
  /// Lanes and batches.
  public var options: RunOptions
  /// The bytes the process may use; nil for no bound.
  public var memory: Int?
  /// Where the failures are listed; nil beside the first output.
  public var failureFile: String?

  /// Everything takes part, on all cores.
  public init(options: RunOptions = RunOptions(jobs: Machine.cores)) { self.options = options }
}
