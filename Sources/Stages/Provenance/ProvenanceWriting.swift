public import Dataflow
public import Documents
import Images
import Recipes

extension Provenance {
  /// Where a pipeline keeps what its pictures say; without it they say nothing.
  public enum Key: EnvironmentKey { public typealias Value = Shared }

  /// The part of the text that all pictures of a pipeline share, written once.
  public struct Shared: Sendable {
    /// The document up to the members that differ.
    private let beginning: String

    /// What the pictures of a pipeline say.
    public init(_ common: Common) {
      beginning = String(JSONValue.object(Provenance.members(of: common)).compact.dropLast())
    }

    /// Puts the text into a picture that is a PNG.
    func insert(into bytes: inout [UInt8], _ items: [Item<any StreamValue>], _ run: RunContext) throws {
      guard items.count == 1, items[0].value is Image, (try? ImageFormat(contentOf: bytes)) == .png else { return }
      let inputs = items[0].carried[InputRecords.Key.self]?.all ?? []
      let own = JSONValue.object(
        Provenance.members(seed: run.seed, stage: run.stage, item: items[0].id, inputs: inputs))
      PNGText(keyword: Provenance.keyword, text: beginning + "," + own.compact.dropFirst()).insert(into: &bytes)
    }
  }

  /// The document, as it stands in a picture.
  public var json: JSONValue {
    .object(Self.members(of: pipeline) + Self.members(seed: seed, stage: stage, item: item, inputs: inputs))
  }

  private static func members(of common: Common) -> [JSONValue.Member] {
    [
      .init("form", .int(form)), .init("program", .string(common.program)),
      .init("recipe", ["file": .string(common.file), "text": .string(common.recipe)]),
      .init("parameters", .object(common.parameters.map { .init($0.name, .string($0.value)) })),
      .init(
        "model",
        common.model.map { ["name": .string($0.name), "fingerprint": .string($0.fingerprint)] } ?? .null),
    ]
  }

  private static func members(
    seed: UInt64, stage: String, item: ItemID, inputs: [InputRecords.Record]
  ) -> [JSONValue.Member] {
    [
      .init("seed", .string(String(seed))), .init("stage", .string(stage)), .init("key", .string(item.key)),
      .init("coordinates", .object(item.coordinates.map { .init($0.name, value($0.value)) })),
      .init(
        "inputs",
        .array(
          inputs.map {
            [
              "stage": .string($0.stage), "key": .string($0.entry.key), "origin": .string($0.entry.origin),
              "sha256": .string($0.hash),
            ]
          })),
    ]
  }

  private static func value(_ value: Coordinate.Value) -> JSONValue {
    switch value {
    case .number(let number): .number(number)
    case .text(let text): .string(text)
    }
  }
}
