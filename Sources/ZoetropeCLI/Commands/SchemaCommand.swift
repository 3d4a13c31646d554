import ArgumentParser
import Zoetrope

struct SchemaCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the JSON Schema of recipes, for editors that check YAML.",
    discussion: """
      Keep it beside your recipes and begin them with the line
        # yaml-language-server: $schema=zoetrope.schema.json
      """)

  func execute() throws -> ExitStatus {
    Console.output(RecipeSchema.document(.standard).pretty)
    return .done
  }
}
