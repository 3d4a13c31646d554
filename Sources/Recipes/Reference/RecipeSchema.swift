public import Dataflow
public import Documents

/// The JSON Schema of recipes (draft-07), from the declarations alone: editors complete and check with it.
public enum RecipeSchema {
  /// The schema of a recipe whose stages are those of a catalogue.
  public static func document(_ catalogue: Catalogue) -> JSONValue {
    [
      "$schema": "http://json-schema.org/draft-07/schema#",
      "title": "Zoetrope recipe",
      "description": "Edits pictures through the latents of a trained variational autoencoder.",
      "type": "object",
      "required": ["stages"],
      "additionalProperties": false,
      "properties": [
        "recipe": text("What the recipe does, in a few words."),
        "model": text("builtin:NAME, or a model folder, relative to this file."),
        "seed": FieldSchema.orParameter(
          ["type": "integer", "minimum": 0], description: "Keys all noise.", fallback: 0),
        "parameters": parameters,
        "stages": [
          "description": "The stages, from top to bottom; each takes what the one above gives.",
          "type": "array",
          "minItems": 1,
          "items": ["oneOf": .array(catalogue.stages.flatMap(entries))],
        ],
      ],
      "definitions": FieldSchema.definitions,
    ]
  }

  /// A stage as an entry of the list; one more with hyphens where the name has blanks.
  private static func entries(_ stage: StageDeclaration) -> [JSONValue] {
    let hyphenated = String(stage.name.map { $0 == " " ? "-" : $0 })
    return (hyphenated == stage.name ? [stage.name] : [stage.name, hyphenated]).map { entry(stage, named: $0) }
  }

  private static func entry(_ stage: StageDeclaration, named name: String) -> JSONValue {
    var members: [JSONValue.Member] = [.init(name, fields(of: stage))]
    members.append(.init("id", ["$ref": "#/definitions/id"]))
    members.append(.init("input", ["$ref": "#/definitions/input"]))
    return [
      "title": .string(name), "type": "object", "required": [.string(name)], "additionalProperties": false,
      "properties": .object(members),
    ]
  }

  /// A field; one more with hyphens where the name has blanks.
  private static func properties(_ field: FieldDeclaration) -> [JSONValue.Member] {
    let hyphenated = String(field.name.map { $0 == " " ? "-" : $0 })
    let names = hyphenated == field.name ? [field.name] : [field.name, hyphenated]
    return names.map { .init($0, FieldSchema.value(of: field)) }
  }

  private static func fields(of stage: StageDeclaration) -> JSONValue {
    let required = stage.fields.filter(\.isRequired).map { JSONValue.string($0.name) }
    var members: [JSONValue.Member] = [
      .init("description", .string(stage.details.isEmpty ? stage.summary : stage.summary + "\n\n" + stage.details)),
      .init("examples", .array([.string(stage.example)])),
      .init("type", required.isEmpty ? ["object", "null"] : "object"),
    ]
    if !required.isEmpty { members.append(.init("required", .array(required))) }
    members.append(
      .init("properties", .object(stage.fields.flatMap(properties))))
    members.append(.init("additionalProperties", stage.openField.map(FieldSchema.value) ?? false))
    return .object(members)
  }

  private static func text(_ description: String) -> JSONValue {
    ["description": .string(description), "type": "string"]
  }

  private static let parameters: JSONValue = [
    "description": "Values that stages ask for with \"${name}\"; --set name=value gives others.",
    "type": ["object", "null"],
    "additionalProperties": [
      "type": "object",
      "required": ["type"],
      "additionalProperties": false,
      "properties": [
        "type": ["enum": .array(Parameter.Kind.allCases.map { .string($0.rawValue) })],
        "default": ["description": "Its value unless --set gives another; a list sweeps."],
        "min": ["description": "The least number it may be.", "type": "number"],
        "max": ["description": "The greatest number it may be.", "type": "number"],
        "help": text("One sentence for whoever uses the recipe."),
      ],
    ],
  ]
}
