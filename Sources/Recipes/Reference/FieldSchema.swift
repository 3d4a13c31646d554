import Dataflow
import Documents

/// The JSON Schema of a field.
enum FieldSchema {
  /// What may stand in a field, with its description and default.
  static func value(of field: FieldDeclaration) -> JSONValue {
    let one = single(field)
    let description = [StageReference.facts(of: field), field.help].joined(separator: ". ")
    let fallback = field.fallback.map { json($0, field.type) }
    switch field.type {
    case .paths, .names, .dimensions:
      let list: JSONValue = ["type": "array", "minItems": 1, "items": one]
      return described(["anyOf": [one, list]], description, fallback)
    case .numbersByName:
      let values = field.sweeps ? swept(one, isNumber: true) : JSONValue.object([.init("oneOf", [one, parameter])])
      return described(
        ["type": "object", "minProperties": 1, "additionalProperties": values], description,
        fallback)
    case .integers, .interval, .command:
      return orParameter(one, description: description, fallback: fallback)
    case .numberOrName, .text, .path, .output:
      return described(
        field.sweeps ? swept(one, isNumber: field.type == .numberOrName) : one, description,
        fallback)
    case .number, .integer, .boolean, .choice:
      let isNumber = field.type == .number || field.type == .integer
      return field.sweeps
        ? described(swept(one, isNumber: isNumber), description, fallback)
        : orParameter(one, description: description, fallback: fallback)
    }
  }

  /// The value or a parameter that has it.
  static func orParameter(_ one: JSONValue, description: String, fallback: JSONValue?) -> JSONValue {
    described(["oneOf": [one, parameter]], description, fallback)
  }

  /// What several fields refer to.
  static let definitions: JSONValue = [
    "parameter": [
      "description": "The value of a parameter.", "type": "string", "pattern": "^\\$\\{[^}]+\\}$",
    ],
    "steps": [
      "description": "A sweep from one number to another, in so many values.",
      "type": "object", "required": ["from", "to", "steps"], "additionalProperties": false,
      "properties": [
        "from": ["oneOf": [["type": "number"], parameter]], "to": ["oneOf": [["type": "number"], parameter]],
        "steps": [
          "oneOf": [["type": "integer", "minimum": 2, "maximum": .int(Sweep.maximumPoints)], parameter]
        ],
      ],
    ],
    "id": [
      "description": "What the stage is called in this recipe; its name if left out.", "type": ["string", "number"],
    ],
    "input": [
      "description": "The ids of the stages it takes its input from; the stage above if left out.",
      "oneOf": [["type": "string"], ["type": "array", "minItems": 1, "items": ["type": "string"]]],
    ],
  ]

  private static let parameter: JSONValue = ["$ref": "#/definitions/parameter"]

  /// One value, a list of them, or steps from one to another.
  private static func swept(_ one: JSONValue, isNumber: Bool) -> JSONValue {
    // A free text is valid as a parameter already; alternatives must exclude each other.
    let isFree = one["type"]?.array?.contains("string") ?? false
    let single: [JSONValue] = isFree ? [one] : [one, parameter]
    let list: JSONValue = ["type": "array", "minItems": 1, "items": ["oneOf": .array(single)]]
    return ["oneOf": .array(single + [list] + (isNumber ? [["$ref": "#/definitions/steps"]] : []))]
  }

  /// One value without regard to sweeps.
  private static func single(_ field: FieldDeclaration) -> JSONValue {
    switch field.type {
    case .number, .numbersByName: number("number", field.range)
    case .integer: number("integer", field.range)
    case .boolean: ["type": "boolean"]
    case .choice(let names): ["enum": .array(names.map { .string($0) })]
    case .numberOrName, .text, .path, .output, .paths: ["type": ["string", "number"]]
    case .names, .dimensions: ["type": ["string", "number"]]
    case .integers(let count):
      [
        "type": "array", "items": ["oneOf": [["type": "integer"], parameter]], "minItems": .int(count),
        "maxItems": .int(count),
      ]
    case .command: ["type": "array", "items": ["type": ["string", "number"]], "minItems": 1]
    case .interval:
      ["type": "array", "items": ["oneOf": [["type": "number"], parameter]], "minItems": 2, "maxItems": 2]
    }
  }

  private static func number(_ type: String, _ range: ClosedRange<Double>?) -> JSONValue {
    var members: [JSONValue.Member] = [.init("type", .string(type))]
    if let range, range.lowerBound > -Double(Int32.max) { members.append(.init("minimum", json(range.lowerBound))) }
    if let range, range.upperBound < Double(Int32.max) { members.append(.init("maximum", json(range.upperBound))) }
    return .object(members)
  }

  private static func described(_ schema: JSONValue, _ description: String, _ fallback: JSONValue?) -> JSONValue {
    var members: [JSONValue.Member] = [.init("description", .string(description))]
    if let fallback { members.append(.init("default", fallback)) }
    return .object(members + (schema.object ?? []))
  }

  private static func json(_ number: Double) -> JSONValue {
    number == number.rounded() && abs(number) < 1e15 ? .int(Int(number)) : .number(number)
  }

  /// A default as the recipe would write it, as JSON.
  private static func json(_ text: String, _ type: FieldType) -> JSONValue {
    switch type {
    case .number, .integer: return Double(text).map { json($0) } ?? .string(text)
    case .boolean: return .bool(text == "true")
    case .interval, .integers:
      let numbers = text.split { "[], ".contains($0) }.compactMap { Double($0) }
      return .array(numbers.map { json($0) })
    default: return .string(text)
    }
  }
}
