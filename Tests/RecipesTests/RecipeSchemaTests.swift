import Dataflow
import Documents
import Foundation
import Recipes
import Testing

@Suite struct RecipeSchemaTests {
  private let schema = RecipeSchema.document(Toy.catalogue)

  private func stage(_ name: String) -> JSONValue? {
    schema["properties"]?["stages"]?["items"]?["oneOf"]?.array?
      .first { $0["title"]?.string == name }?["properties"]?[name]
  }

  @Test("Every stage is there, with blanks and with hyphens, and every field has a description")
  func complete() {
    for declaration in Toy.catalogue.stages {
      for name in [declaration.name, declaration.name.replacing(" ", with: "-")] {
        for field in declaration.fields {
          let value = stage(name)?["properties"]?[field.name]
          #expect(value?["description"]?.string?.contains(field.help) == true, "\(name): \(field.name)")
          #expect((value?["default"] != nil) == (field.fallback != nil), "\(name): \(field.name)")
        }
      }
    }
  }

  @Test("Defaults are of the field's type")
  func defaults() {
    #expect(stage("save")?["properties"]?["quality"]?["default"] == 92)
    #expect(stage("save")?["properties"]?["overwrite"]?["default"] == false)
    #expect(stage("save")?["properties"]?["range"]?["default"] == [0, 1])
    #expect(stage("sample-z")?["properties"]?["from"]?["default"] == "posterior")
  }

  @Test("Members keep their order, so that the file is the same in every build")
  func order() {
    #expect(schema.object?.prefix(2).map(\.name) == ["$schema", "title"])
    #expect(schema.pretty == RecipeSchema.document(Toy.catalogue).pretty)
  }

  /// Recipes that a validator must accept, and some that it must refuse.
  static let accepted = [
    "stages: [{load: {from: x}}, {encode: }, {sample z: {temperature: 0}}, {save: {to: out}}]",
    "recipe: r\nmodel: builtin:faces\nseed: 17\nstages: [{load: {from: [x, y], crop: [0, 0, 64, 64], fit: crop}}]",
    "stages: [{sample-z: {temperature: [0, 1, \"${t}\"], draws: \"${d}\", from: prior}, id: z, input: [a, b]}]",
    "stages: [{add attribute vector: {vectors: {smile: [1, 2], male: {from: 0, to: 1, steps: 3}, age: \"${a}\"}}}]",
    "stages: [{add-attribute-vector: {vector: \"${v}\", strength: {from: \"${a}\", to: 2, steps: 9}}, input: z}]",
    "stages: [{modify dimensions: {smile: 1.5, 3: [1, 2]}}, {save: {to: x, overwrite: true, range: [-1, 1]}}]",
    "seed: \"${s}\"\nparameters: {s: {type: integer, default: 3, min: 0, max: 9, help: h}}\nstages: [{encode: {}}]",
  ]

  static let refused = [
    "recipe: nothing", "stages: []", "stages: [{lode: {from: x}}]", "stages: [{load: }]", "stages: [{load: {form: x}}]",
    "stages: [{load: {from: x, fit: strech}}]", "stages: [{load: {from: x, crop: [0, 0, 64]}}]",
    "stages: [{sample z: {temperature: hot}}]", "stages: [{sample z: {temperature: 11}}]",
    "stages: [{sample z: {temperature: {from: 0, to: 1}}}]", "stages: [{save: {to: x, quality: [1, 2]}}]",
    "stages: [{encode: , decode: }]", "colour: x\nstages: [{encode: }]", "parameters: {p: 3}\nstages: [{encode: }]",
    "parameters: {p: {type: numbr}}\nstages: [{encode: }]", "stages: [{save: {to: x, overwrite: yes}}]",
  ]

  @Test(
    "A validator of JSON Schema accepts recipes and refuses mistakes",
    .enabled(if: Validator.python != nil, "skipped: no Python with the module jsonschema (pip install jsonschema)"))
  func validates() throws {
    let validator = try #require(Validator(schema))
    let verdicts = try validator.judge(Self.accepted + Self.refused)
    for (recipe, verdict) in zip(Self.accepted, verdicts) { #expect(verdict == "", "\(recipe)") }
    for (recipe, verdict) in zip(Self.refused, verdicts.dropFirst(Self.accepted.count)) {
      #expect(verdict != "", "\(recipe)")
    }
    #expect(verdicts.count == Self.accepted.count + Self.refused.count)
  }
}

/// The module jsonschema, in whatever Python has it.
private struct Validator {
  static let python: String? =
    run(["python3", "-c", "import jsonschema"])?.status == 0 ? "python3" : nil

  private let folder: URL
  /// One line a recipe: what is wrong with it, or nothing.
  private static let script = """
    import json, sys, jsonschema
    schema = json.load(open(sys.argv[1]))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    for recipe in json.load(open(sys.argv[2])):
        print("; ".join(" ".join(error.message.split()) for error in validator.iter_errors(recipe)))
    """

  init?(_ schema: JSONValue) {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("zoetrope-schema-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try schema.pretty.write(to: folder.appendingPathComponent("schema.json"), atomically: true, encoding: .utf8)
    } catch { return nil }
  }

  /// What is wrong with each recipe; empty where nothing is.
  func judge(_ recipes: [String]) throws -> [String] {
    let file = folder.appendingPathComponent("recipes.json")
    let nodes = try recipes.map { json(try YAML.read(SourceFile(name: "r", text: $0))) }
    try JSONValue.array(nodes).compact.write(to: file, atomically: true, encoding: .utf8)
    let schema = folder.appendingPathComponent("schema.json")
    let result = try #require(Self.run([Self.python ?? "", "-c", Self.script, schema.path, file.path]))
    #expect(result.status == 0, "\(result.output)")
    return result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  private func json(_ node: Node) -> JSONValue {
    switch node.value {
    case .null: .null
    case .scalar(let scalar):
      scalar.bool.map { .bool($0) } ?? scalar.int.map { .int($0) } ?? scalar.double.map { .number($0) }
        ?? .string(scalar.text)
    case .sequence(let nodes): .array(nodes.map(json))
    case .mapping(let fields): .object(fields.map { .init($0.key.text, json($0.value)) })
    }
  }

  private static func run(_ command: [String]) -> (status: Int32, output: String)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    let pipe = Pipe()
    (process.standardOutput, process.standardError) = (pipe, pipe)
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
