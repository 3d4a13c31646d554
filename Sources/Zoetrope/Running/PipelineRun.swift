public import Dataflow
import Files
import Stages

/// A pipeline whose inputs are listed and whose outputs are named, ready to be run once.
public final class PipelineRun: Sendable {
  /// What will be read and written.
  public let plan: Plan
  private let engine: Engine
  private let failures: FailureFile?

  /// Lists the inputs, names the outputs, and refuses what would overwrite.
  /// - Throws: ``ExistingOutputs``, `CollisionError`, `InputError`, `FileError`.
  public init(_ pipeline: Pipeline, _ settings: RunSettings = RunSettings(), observer: (any RunObserver)? = nil) throws
  {
    var plan = try Plan(pipeline.graph.leavingOutUnread(), settings.restriction)
    let skips = pipeline.existing == .skip
    if settings.retrying != nil || skips { plan.want(keys: settings.retrying, skippingPresent: skips) }
    if pipeline.existing == .error { try ExistingOutputs.refuse(plan) }
    try OutputFolders.check(plan)
    self.plan = plan
    failures = FailureFile(pipeline.graph, settings.failureFile)
    let options = try MemoryEstimate.fit(settings.options, into: settings.memory, pipeline, plan)
    engine = Engine(plan, seed: pipeline.seed, options: options, observer: observer)
  }

  /// Runs to the end, and lists the failures beside the output.
  /// - Throws: `FileError` if the list cannot be written; the outputs are written all the same.
  public func run() throws -> RunReport {
    let report = engine.run()
    try failures?.replace(with: report.failures)
    return report
  }

  /// Begins nothing more; what is being written is finished and `run` returns.
  public func cancel() { engine.cancel() }
}

extension Pipeline {
  /// Runs the pipeline.
  /// - Throws: what ``PipelineRun`` throws; failures of single items are in the report.
  @discardableResult
  public func run(_ settings: RunSettings = RunSettings(), observer: (any RunObserver)? = nil) throws -> RunReport {
    try PipelineRun(self, settings, observer: observer).run()
  }
}

/// Outputs that exist already where none may be overwritten.
public struct ExistingOutputs: Error, Hashable, Sendable {
  /// The first of them.
  public let first: String
  /// How many there are.
  public let count: Int

  static func refuse(_ plan: Plan) throws(ExistingOutputs) {
    let present = plan.outputs.filter(\.isPresent)
    if let first = present.first { throw ExistingOutputs(first: first.destination.path, count: present.count) }
  }
}

extension ExistingOutputs: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    (count == 1
      ? "\(first) exists already" : "\(first) and \(count - 1) other output\(count == 2 ? "" : "s") exist already")
      + "; choose another output, or say --existing skip or --existing overwrite"
  }
}
