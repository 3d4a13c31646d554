import Autoencoders
import Dataflow
import Files
import Tensors

/// Latents or posteriors that an earlier run saved.
struct LoadArrays<Output: ReadableArrayValue>: SourceStage, RecipeStage {
  static var declaration: StageDeclaration { Load.declaration }

  /// Files, folders or globs of `.safetensors` and `.npy`.
  var from: [String]
  private var model: Autoencoder?
  private var origins: InputRecords.Origins?
  private var cache = ArrayCache<Output>()

  init(from: [String]) { self.from = from }

  mutating func prepare(_ environment: Environment) throws {
    model = environment[ModelKey.self]
    origins = InputRecords.Origins(environment)
  }

  func list() throws -> SourceListing {
    let entries = try ArrayFinder.find(from).flatMap { try ArrayReader<Output>($0, model).entries }
    guard !entries.isEmpty else {
      throw InputError.noTensors(from.joined(separator: ", "), kind: Output.streamType.name, found: [])
    }
    return .entries(entries)
  }

  func read(_ entry: SourceEntry, _ run: RunContext) throws -> Emission<Output> {
    let (file, index) = try ArrayPlace.parse(entry.origin)
    var carried = Carried()
    carried[InputRecords.Key.self] = origins?.record(entry, of: run.stage, nil)
    let value = try cache.reader(of: file) { try ArrayReader<Output>(file, model) }.value(at: index)
    return Emission(value, carried: carried)
  }
}

/// Where in a file an item stands, as its origin says it: `latents.safetensors#3`.
enum ArrayPlace {
  static func origin(_ file: Path, _ index: Int) -> String { "\(file.string)#\(index)" }

  static func parse(_ origin: String) throws -> (Path, Int) {
    guard let hash = origin.lastIndex(of: "#"), let index = Int(origin[origin.index(after: hash)...]) else {
      throw NotPrepared(stage: "load")
    }
    return (Path(String(origin[..<hash])), index)
  }
}
