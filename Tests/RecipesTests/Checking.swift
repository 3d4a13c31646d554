import Dataflow
import Documents
import Recipes

/// What a recipe says when it is checked against the toy catalogue.
enum Check {
  /// The checked recipe, or what is wrong with it.
  static func recipe(
    _ text: String, folder: String = "recipes", set: [String] = []
  ) throws -> (Recipe, Checker.Checked) {
    let file = SourceFile(name: "r.yaml", text: text)
    let recipe = try Recipe.read(file, folder: folder, settings: set.compactMap { Setting($0) })
    return (recipe, try Checker.check(recipe, Toy.catalogue, Environment()))
  }

  /// All that is said about it, as a user sees it; empty if there is nothing to say.
  static func messages(_ text: String, set: [String] = []) -> String {
    do { return try recipe(text, set: set).1.warnings.description } catch { return "\(error)" }
  }

  /// The names of everything a stage gives.
  static func names(_ text: String, of id: String, set: [String] = []) throws -> [String] {
    let plan = try Plan(recipe(text, set: set).1.graph)
    let node = plan.graph.nodes.firstIndex { $0.id == id } ?? 0
    return plan.ids(of: node).map(\.description)
  }

  /// Where everything goes.
  static func files(_ text: String, set: [String] = []) throws -> [String] {
    try Plan(recipe(text, set: set).1.graph).outputs.map(\.destination.path)
  }

  /// A recipe around one stage between `sample z` and `decode`.
  static func around(_ stage: String, to: String = "{stem}.png", parameters: String = "") -> String {
    """
    \(parameters.isEmpty ? "recipe: around" : "parameters: " + parameters)
    stages:
      - load: {from: faces}
      - encode:
      - sample z: {temperature: 0}
      - \(stage)
      - decode:
      - sample: {temperature: 0}
      - save: {to: "\(to)"}
    """
  }
}
