import Dataflow
import Documents
import Images
import Recipes

extension Provenance {
  /// What a picture says of itself.
  /// - Parameters:
  ///   - bytes: the picture's file.
  ///   - name: what messages call it.
  /// - Throws: ``ProvenanceError``.
  public init(in bytes: [UInt8], of name: String) throws(ProvenanceError) {
    let found: PNGText?
    do { found = try PNGText.find(Self.keyword, in: bytes) } catch { throw .damaged(name, "\(error)") }
    guard let found else { throw (try? ImageFormat(contentOf: bytes)) == .png ? .none(name) : .notPNG(name) }
    let json: JSONValue
    do { json = try JSONValue.parse(found.text) } catch { throw .damaged(name, "\(error)") }
    if let form = json["form"]?.int, form > Self.form { throw .newer(name, json["program"]?.string ?? "zoetrope") }
    guard let read = Self(json) else { throw .damaged(name, "something is missing in it") }
    self = read
  }

  private init?(_ json: JSONValue) {
    guard json["form"]?.int == Self.form, let program = json["program"]?.string,
      let file = json["recipe"]?["file"]?.string, let text = json["recipe"]?["text"]?.string,
      let parameters = json["parameters"]?.object, let seed = json["seed"]?.string.flatMap({ UInt64($0) }),
      let stage = json["stage"]?.string, let key = json["key"]?.string, let places = json["coordinates"]?.object,
      let inputs = json["inputs"]?.array
    else { return nil }
    let settings = parameters.compactMap { member in member.value.string.map { Setting(name: member.name, value: $0) } }
    let coordinates = places.compactMap { Self.coordinate($0) }
    let records = inputs.compactMap { Self.record($0) }
    guard settings.count == parameters.count, coordinates.count == places.count, records.count == inputs.count else {
      return nil
    }
    pipeline = Common(
      program: program, file: file, recipe: text, parameters: settings, model: json["model"].flatMap { Self.model($0) })
    item = ItemID(key: key, coordinates: coordinates)
    self.seed = seed
    self.stage = stage
    self.inputs = records
  }

  private static func model(_ json: JSONValue) -> Model? {
    guard let name = json["name"]?.string, let fingerprint = json["fingerprint"]?.string else { return nil }
    return Model(name: name, fingerprint: fingerprint)
  }

  private static func coordinate(_ member: JSONValue.Member) -> Coordinate? {
    if let number = member.value.double { return Coordinate(member.name, number) }
    return member.value.string.map { Coordinate(member.name, .text($0)) }
  }

  private static func record(_ json: JSONValue) -> InputRecords.Record? {
    guard let stage = json["stage"]?.string, let key = json["key"]?.string, let origin = json["origin"]?.string,
      let hash = json["sha256"]?.string
    else { return nil }
    return InputRecords.Record(stage: stage, entry: SourceEntry(key: key, origin: origin), hash: hash)
  }
}

/// Why a picture does not tell how it was made.
public enum ProvenanceError: Error, Hashable, Sendable {
  case none(String)
  case notPNG(String)
  case damaged(String, String)
  case newer(String, String)
}

extension ProvenanceError: CustomStringConvertible {
  /// One sentence that names the picture.
  public var description: String {
    switch self {
    case .none(let name): "\(name) does not say how it was made: it has no \"\(Provenance.keyword)\" text chunk"
    case .notPNG(let name): "\(name) is no PNG; only those say how they were made"
    case .damaged(let name, let reason): "what \(name) says of how it was made is damaged: \(reason)"
    case .newer(let name, let program):
      "\(name) was made by a newer program, \(program), which says more than is known here"
    }
  }
}
