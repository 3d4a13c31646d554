import Autoencoders
import Checkpoints
public import Dataflow
import Documents
public import Files
import Recipes
public import Stages
import Synchronization

/// Makes a picture again from what it says of itself.
public struct Rerun {
  /// What the picture says.
  public let provenance: Provenance
  /// The files that are read; they are those the picture was made of.
  private let inputs: [InputRecords.Record]
  private let pipeline: Pipeline
  private let made: Made

  /// Finds the model and the inputs again.
  /// - Parameters:
  ///   - model: where the model lies now; where the recipe says unless given.
  ///   - input: the folder that the items' keys are below, or the file of the only item; the files that were read then
  ///     unless given.
  ///   - tools: the programs that its stages `run tool` may run.
  /// - Throws: ``RerunError``, and `Diagnostics` where the recipe or its model is not what it was.
  public init(
    _ provenance: Provenance, model: String? = nil, input: Path? = nil, tools: ToolPermission = .none,
    catalogue: Catalogue = .standard
  ) throws {
    self.provenance = provenance
    inputs = try provenance.inputs.map { try Self.found($0, input, isOnly: provenance.inputs.count == 1) }
    let file = SourceFile(name: provenance.pipeline.file, text: provenance.pipeline.recipe)
    let recipe = try Recipe(
      file, folder: Path(file.name).parent.string,
      settings: Recipe.settings(for: provenance.pipeline.parameters, in: file))
    // The new picture names the files as the old one does, wherever they lie now.
    let moved = Dictionary(
      zip(inputs, provenance.inputs).map { ($0.entry.origin, $1.entry.origin) }, uniquingKeysWith: { first, _ in first }
    )
    let (named, wanted) = (model, provenance.pipeline.model)
    let made = Made()
    let found = Mutex<Autoencoder?>(nil)
    let load: (String) throws -> Autoencoder = { name in
      let model = try Models.load(named ?? name)
      found.withLock { $0 = model }
      return model
    }
    let unchecked = Result { () throws(Diagnostics) in
      try Pipeline(recipe, catalogue, .overwrite, tools, provenance: true, model: load) { environment in
        environment[InputRecords.Moved.self] = moved
        environment[Delivery.Key.self] = Delivery { made.keep($0) }
      }
    }
    // Vectors belong to their model: the other model is the reason, whatever else is wrong because of it.
    if let wanted, let other = found.withLock({ $0 }), other.fingerprint != wanted.fingerprint {
      throw RerunError.otherModel(
        wanted, found: Provenance.Model(name: other.name, fingerprint: other.fingerprint))
    }
    self.made = made
    pipeline = try unchecked.get().with(seed: provenance.seed)
  }

  /// The bytes of the picture as it is made now.
  /// - Throws: ``RerunError`` where it is not made.
  public func bytes() throws -> [UInt8] {
    var restriction = Plan.Restriction()
    restriction.given = Dictionary(grouping: inputs, by: \.stage).mapValues { $0.map(\.entry) }
    var plan = try Plan(pipeline.graph, restriction)
    guard plan.want(only: provenance.item, of: provenance.stage) else {
      throw RerunError.notMade("the recipe saves no \(provenance.item) in \"\(provenance.stage)\"")
    }
    let report = Engine(plan, seed: pipeline.seed, options: RunOptions(jobs: 1)).run()
    if let failure = report.failures.first ?? report.lost.first { throw RerunError.notMade("\(failure)") }
    guard let bytes = made.bytes else { throw RerunError.notMade("\(report.stop.map { "\($0)" } ?? "nothing came")") }
    return bytes
  }

  /// Whether what the stages are told of an input is a file that is still as it was.
  private static func found(
    _ record: InputRecords.Record, _ input: Path?, isOnly: Bool
  ) throws -> InputRecords.Record {
    guard !record.hash.isEmpty else { return record }
    var place = Path(record.entry.origin)
    if let input { place = isOnly && input.kind == .file ? input : input / record.entry.key }
    guard input != nil || record.entry.origin != record.entry.key || place.kind == .file else {
      throw RerunError.streamed(record.entry.key)
    }
    guard place.kind == .file else { throw RerunError.gone(place.string, record.entry.key) }
    guard ContentHash(of: try readFile(place, limit: 1 << 30)).hex == record.hash else {
      throw RerunError.changed(place.string)
    }
    return InputRecords.Record(
      stage: record.stage, entry: SourceEntry(key: record.entry.key, origin: place.string), hash: record.hash)
  }
}

/// Keeps the bytes of the one picture that is made.
private final class Made: Sendable {
  private let kept = Mutex<[UInt8]?>(nil)

  var bytes: [UInt8]? { kept.withLock { $0 } }

  func keep(_ bytes: [UInt8]) { kept.withLock { $0 = bytes } }
}

/// Why a picture cannot be made again.
public enum RerunError: Error, Hashable, Sendable {
  case otherModel(Provenance.Model, found: Provenance.Model)
  case streamed(String)
  case gone(String, String)
  case changed(String)
  case notMade(String)
}

extension RerunError: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .otherModel(let wanted, let found):
      "the picture was made by the model \(wanted), but the one found is \(found); name the right one with --model"
    case .streamed(let key):
      "the input \"\(key)\" came from standard input; name its file, or the folder it is in, with --input"
    case .gone(let path, let key):
      "the input \(path) is not there any more; name the folder that \"\(key)\" is in with --input"
    case .changed(let path): "the input \(path) is not the file it was: its SHA-256 differs"
    case .notMade(let reason): "the picture is not made again: \(reason)"
    }
  }

  /// Whether an input is missing or another.
  public var isAboutInput: Bool {
    switch self {
    case .streamed, .gone, .changed: true
    case .otherModel, .notMade: false
    }
  }
}
