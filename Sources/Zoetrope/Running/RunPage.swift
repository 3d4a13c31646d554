import Autoencoders
public import Dataflow
import Documents
public import Files
public import Recipes
import Reports
public import Stages
import Synchronization

/// A page that shows a run: the recipe, every picture before and after, failures, time. Made in three steps, since the
/// stages must know of it before there is a run: ``witness`` goes to the pipeline, ``begin(_:_:of:to:)`` stands before
/// the run, ``finish(_:seconds:)`` behind it.
public final class RunPage: Sendable {
  private let writing = Mutex<Writing?>(nil)

  private struct Writing: Sendable {
    let writer: ReportWriter
    let wanted: Int?
    let order: [String]
  }

  /// A page that is not begun yet.
  public init() {}

  /// Shows the page every picture.
  public var witness: Witness {
    Witness { sighting in
      guard let writer = self.writing.withLock({ $0?.writer }) else { return }
      writer.add(
        ReportPicture(item: sighting.item, origin: sighting.origin, file: sighting.destination),
        before: sighting.before, after: sighting.after)
    }
  }

  /// Begins the file.
  /// - Returns: false where it exists and is left as it is.
  /// - Throws: where it exists and nothing may be overwritten.
  @discardableResult
  public func begin(_ recipe: Recipe, _ pipeline: Pipeline, of run: PipelineRun, to path: Path) throws(FileError)
    -> Bool
  {
    if pipeline.existing == .skip, path.kind != .nothing { return false }
    let writer = try ReportWriter(
      ReportSubject(recipe, pipeline), to: path, existing: pipeline.existing == .overwrite ? .overwrite : .error)
    let order = run.plan.sourceEntries.map(\.key)
    writing.withLock { $0 = Writing(writer: writer, wanted: run.plan.outputCount, order: order) }
    return true
  }

  /// Writes the page, whole, whatever became of the run.
  public func finish(_ report: RunReport, seconds: Double) throws(FileError) {
    guard let writing = writing.withLock({ $0 }) else { return }
    try writing.writer.finish(
      ReportOutcome(report, wanted: writing.wanted, seconds: seconds, order: writing.order))
  }
}

extension ReportSubject {
  fileprivate init(_ recipe: Recipe, _ pipeline: Pipeline) {
    self.init(
      title: recipe.title ?? Path(recipe.file.name).name, file: recipe.file.name, recipe: recipe.file.text,
      model: pipeline.model.map { "\($0.name), fingerprint \($0.fingerprint.prefix(12))" } ?? "", seed: pipeline.seed,
      parameters: recipe.parameters.map {
        Parameter(name: $0.name.text, value: $0.value.inlineText, origin: $0.origin.rawValue)
      }, graph: pipeline.graph)
  }
}
