public import Documents

/// What a recipe says to one instance of a stage: parameters put in, one value chosen of each sweep.
public struct StageArguments: Sendable {
  /// The key of each field and its value.
  public let fields: [Node.Field]
  /// The folder of the recipe as the user named it; what is read is relative to it.
  let recipeFolder: String
  /// The places whose text was given on the command line: relative to the working folder.
  let fromCommandLine: Set<Mark>
  /// What flows into the stage, for one that gives what it takes; nil where that is not known.
  public var inputType: StreamType?

  /// What stands in a recipe, or nothing.
  public init(fields: [Node.Field], recipeFolder: String = "", fromCommandLine: Set<Mark> = []) {
    self.fields = fields
    self.recipeFolder = recipeFolder
    self.fromCommandLine = fromCommandLine
  }

  /// The same arguments with the keys as the fields are declared: a hyphen is as good as the blank of a field's name.
  public func spelled(as declared: [FieldDeclaration]) -> StageArguments {
    let present = Set(fields.map(\.key.text))
    return replacing(
      fields.map { field in
        let name = Catalogue.canonical(field.key.text)
        guard name != field.key.text, !present.contains(name), declared.contains(where: { $0.name == name }),
          !declared.contains(where: { $0.name == field.key.text })
        else { return field }
        let key = field.key
        return Node.Field(key: Scalar(name, style: key.style, mark: key.mark, length: key.length), value: field.value)
      })
  }

  /// What stands under a key.
  public subscript(name: String) -> Node? { fields.first { $0.key.text == name }?.value }

  /// The field's value or its default.
  /// - Throws: ``FieldError`` if it is missing or unfit.
  public func callAsFunction<Value>(_ field: Field<Value>) throws -> Value {
    guard let value = try optional(field) else {
      throw FieldError(nil, "\"\(field.declaration.name)\" is missing; it takes \(field.declaration.type)")
    }
    return value
  }

  /// The field's value or its default, nil if it has neither.
  public func optional<Value>(_ field: Field<Value>) throws -> Value? {
    guard let node = self[field.declaration.name], !node.isNull else { return field.fallback }
    return try field.parse(node, self)
  }

  /// The fields that the declaration does not name: those of a stage with an open list.
  public func others(than declared: [FieldDeclaration]) -> [Node.Field] {
    fields.filter { field in !declared.contains { $0.name == field.key.text } }
  }

  /// A path as the process can open it: absolute, from the working folder, or `-`, left as it is.
  public func resolve(path scalar: Scalar) -> String {
    let text = scalar.text
    if text == "-" || text.hasPrefix("/") || text.hasPrefix("~") || text.hasPrefix("builtin:") { return text }
    if recipeFolder.isEmpty || recipeFolder == "." || fromCommandLine.contains(scalar.mark) { return text }
    return recipeFolder + "/" + text
  }

  /// The same arguments with some fields replaced, as a sweep does it.
  func replacing(_ fields: [Node.Field]) -> StageArguments {
    var copy = StageArguments(fields: fields, recipeFolder: recipeFolder, fromCommandLine: fromCommandLine)
    copy.inputType = inputType
    return copy
  }
}
