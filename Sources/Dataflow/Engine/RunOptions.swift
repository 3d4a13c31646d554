/// How a run uses the machine. Nothing here changes a byte of the output.
public struct RunOptions: Sendable {
  /// Compute lanes.
  public var jobs: Int
  /// Lanes that read and write.
  public var ioLanes: Int
  /// Items that a source reads at once and that travel together.
  public var batch: Int
  /// Whether the first failure ends the run.
  public var stopsOnError: Bool

  /// Two lanes for files a compute lane, four at least, unless said.
  public init(jobs: Int, ioLanes: Int? = nil, batch: Int = 32, stopsOnError: Bool = false) {
    self.jobs = max(1, jobs)
    self.ioLanes = ioLanes ?? max(4, 2 * jobs)
    self.batch = max(1, batch)
    self.stopsOnError = stopsOnError
  }
}
