import Dataflow
import Documents
import Recipes
import Testing

/// What parameters and sweeps become.
@Suite struct LanguageTests {
  private func strength(_ value: String, parameters: String = "", set: [String] = []) throws -> [String] {
    try Check.names(
      Check.around("add attribute vector: {vector: smile, strength: \(value)}", to: "all", parameters: parameters),
      of: "add attribute vector", set: set
    ).filter { $0.hasPrefix("recipes/faces/a.png") }
  }

  @Test(
    "A list, steps, and a parameter with either are sweeps; one value is none",
    arguments: [
      ("2", "", [""]), ("[-1, 0.5, 2]", "", ["-1", "0.5", "2"]),
      ("{from: -1, to: 1, steps: 3}", "", ["-1", "0", "1"]),
      ("{from: 0, to: 1, steps: 11}", "", ["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1"]),
      ("\"${p}\"", "{p: {type: number, default: [1, 2]}}", ["1", "2"]),
      ("\"${p}\"", "{p: {type: number, default: {from: 0, to: 3, steps: 2}}}", ["0", "3"]),
      ("\"${p}\"", "{p: {type: number, default: 1}}", [""]),
      ("[\"${p}\", 3]", "{p: {type: number, default: 1}}", ["1", "3"]), ("[2]", "", ["2"]),
    ])
  func sweeps(_ value: String, _ parameters: String, _ values: [String]) throws {
    let expected = values.map { $0.isEmpty ? "recipes/faces/a.png" : "recipes/faces/a.png (strength \($0))" }
    #expect(try strength(value, parameters: parameters) == expected)
  }

  @Test(
    "The command line's value is typed as the recipe's would be, and the last one counts",
    arguments: [
      (["p=2"], [""]), (["p=[1, 2]"], ["1", "2"]), (["p={from: 0, to: 1, steps: 2}"], ["0", "1"]),
      (["p=9", "p=3"], [""]),
    ])
  func settings(_ settings: [String], _ values: [String]) throws {
    let expected = values.map { $0.isEmpty ? "recipes/faces/a.png" : "recipes/faces/a.png (strength \($0))" }
    #expect(try strength("\"${p}\"", parameters: "{p: {type: number, default: 1}}", set: settings) == expected)
  }

  @Test("Several sweeps of a stage multiply, the last one fastest")
  func sweepsMultiply() throws {
    let text = Check.around("add attribute vector: {vectors: {smile: [1, 2], male: -1}, strength: [3, 4]}", to: "all")
    let names = try Check.names(text, of: "add attribute vector").filter { $0.hasPrefix("recipes/faces/a") }
    #expect(
      names
        == ["1, strength 3", "1, strength 4", "2, strength 3", "2, strength 4"].map {
          "recipes/faces/a.png (smile \($0))"
        })
  }

  @Test("A dimension's own name names its sweep")
  func openFieldsSweep() throws {
    let names = try Check.names(
      Check.around("modify-dimensions: {head turn: [0, 1]}", to: "all"), of: "modify dimensions")
    #expect(names.suffix(2) == ["recipes/faces/b.png (head turn 0)", "recipes/faces/b.png (head turn 1)"])
  }

  @Test("Sweeps of one name in two stages are told apart by the stages' ids")
  func sweepsClash() throws {
    let text = Check.around(
      "add attribute vector: {vector: smile, strength: [1, 2]}\n  - add-attribute-vector: {vector: male, strength: [3, 4]}",
      to: "{stem}-{add attribute vector.strength}-{add attribute vector#2.strength}.png")
    #expect(try Check.files(text).prefix(4) == ["a-1-3.png", "a-1-4.png", "a-2-3.png", "a-2-4.png"])
  }

  @Test("So are coordinates that two stages add by themselves")
  func drawsClash() throws {
    let text = """
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 1, draws: 2}
          id: first
        - decode:
        - sample: {temperature: 1, draws: 2}
        - save: {to: "{stem}-{first.draw}-{sample.draw}.png"}
      """
    #expect(try Check.files(text).prefix(4) == ["a-1-1.png", "a-1-2.png", "a-2-1.png", "a-2-2.png"])
  }

  @Test("And those that two gathers add, though each gather still finds its own")
  func gathersClash() throws {
    let text = """
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
          id: z
        - interpolate: {steps: 2}
          id: across
          input: [z, z]
        - interpolate: {steps: 2}
          id: down
          input: [across, z]
        - save: {to: "{stem}-{across.t}-{down.t}"}
      """
    #expect(try Check.files(text).prefix(4) == ["a-0-0", "a-0-1", "a-1-0", "a-1-1"])
    let plan = try Plan(Check.recipe(text).1.graph)
    let report = Engine(plan, seed: 0, options: .init(jobs: 2)).run()
    #expect(report.failures.map(\.reason) == [] && report.written == 8)
  }

  @Test("What stands alone by its plain name keeps it")
  func noClash() throws {
    let text = """
      stages:
        - sample z: {temperature: 1, from: prior, draws: 2}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "{stem}-{draw}.png"}
      """
    #expect(try Check.files(text) == ["0001-1.png", "0001-2.png"])
  }

  @Test(
    "Inside a text a parameter is text, and a dollar can be kept",
    arguments: [
      ("/x-${n}-${t}.png", "/x-1.50-smile.png"), ("/$${n}.png", "/${n}.png"), ("/5$-${n}", "/5$-1.50"),
      ("/$$${n}", "/$${n}"), ("/a$", "/a$"),
    ])
  func text(_ written: String, _ expected: String) throws {
    let parameters = "n: {type: number, default: 1.50}, t: {type: text, default: smile}"
    #expect(try sources("[x, \"\(written)\"]", folder: "", parameters: parameters) == ["x", expected])
  }

  @Test("A text that looks like a number stays a text where the parameter is one")
  func typed() throws {
    let parameters = "{p: {type: text, default: \"2\"}}"
    let text = Check.around("add attribute vector: {vector: x, strength: \"${p}\"}", parameters: parameters)
    #expect(Check.messages(text).contains("\"strength\" takes a number, not the text \"2\"; remove the quotes"))
  }

  private func sources(_ from: String, folder: String, parameters: String = "", set: [String] = []) throws -> [String] {
    let text = """
      parameters: {\(parameters)}
      stages:
        - load: {from: \(from)}
        - save: {to: "out/{stem}.png"}
      """
    return try Plan(Check.recipe(text, folder: folder, set: set).1.graph).sourceEntries.map(\.key)
  }

  @Test(
    "What is read is relative to where it is written",
    arguments: [
      ("[x, /y]", "", [], ["recipes/x", "/y"]), ("[x, -]", "", [], ["recipes/x", "-"]),
      ("[builtin:x, ~/y]", "", [], ["builtin:x", "~/y"]),
      ("[\"${p}\", x]", "p: {type: path, default: d}", [], ["recipes/d", "recipes/x"]),
      ("[\"${p}\", x]", "p: {type: path, default: d}", ["p=d"], ["d", "recipes/x"]),
      ("[\"${p}/sub\", x]", "p: {type: path, default: d}", ["p=d"], ["d/sub", "recipes/x"]),
      ("[\"sub/${p}\", x]", "p: {type: path, default: d}", ["p=d"], ["recipes/sub/d", "recipes/x"]),
    ])
  func paths(_ from: String, _ parameters: String, _ set: [String], _ expected: [String]) throws {
    #expect(try sources(from, folder: "recipes", parameters: parameters, set: set) == expected)
  }

  @Test("The recipe's own folder adds nothing", arguments: ["", "."])
  func ownFolder(_ folder: String) throws {
    #expect(try sources("[x, y]", folder: folder) == ["x", "y"])
  }

  @Test("The head of a recipe is read")
  func head() throws {
    let text = """
      recipe: add a smile
      model: "${m}"
      seed: "${s}"
      parameters:
        m: {type: path, default: ../models/x, help: Which model}
        s: {type: integer, default: 17}
      stages:
        - load: {from: [a, b]}
        - save: {to: "{stem}"}
      """
    let (recipe, checked) = try Check.recipe(text, set: ["s=18"])
    #expect(recipe.title == "add a smile" && recipe.seed == 18 && recipe.model == "recipes/../models/x")
    #expect(recipe.modelPlace?.mark == Mark(line: 2, column: 8))
    #expect(recipe.parameters.map(\.name.text) == ["m", "s"])
    #expect(recipe.parameters.map(\.origin) == [.default, .commandLine])
    #expect(recipe.parameters[0].help == "Which model" && recipe.parameters[1].value.scalar?.int == 18)
    #expect(checked.warnings.isEmpty && checked.graph.nodes.map(\.id) == ["load", "save"])
  }

  @Test("Recipe.init throws what is wrong with the form; an unused parameter is only a warning")
  func initializer() throws {
    #expect(throws: Diagnostics.self) { try Recipe(SourceFile(name: "r", text: "stages: 3"), folder: "") }
    let text = "parameters: {p: {type: text, default: x}}\nstages:\n  - load: {from: [a, b]}\n  - save: {to: x}"
    let recipe = try Recipe(SourceFile(name: "r", text: text), folder: "")
    #expect(recipe.problems.all.map(\.severity) == [.warning])
    #expect(try Checker.check(recipe, Toy.catalogue, Environment()).warnings == recipe.problems)
    #expect(try Checker.graph(of: recipe, Toy.catalogue, Environment()).nodes.count == 2)
  }

  @Test(
    "A setting is a name, an equals sign and the rest",
    arguments: [
      ("a=b=c", "a", "b=c"), ("a=", "a", ""),
    ])
  func setting(_ text: String, _ name: String, _ value: String) {
    #expect(Setting(text) == Setting(name: name, value: value))
    #expect(Setting("=x") == nil && Setting("x") == nil)
  }

  @Test("Ids are the stages' names, counted from the second on, or as the recipe says")
  func ids() throws {
    let text = """
      stages:
        - load: {from: x}
        - encode:
        - sample-z: {temperature: 0}
        - sample z: {temperature: 1}
          input: encode
        - interpolate:
          input: [sample-z, "sample z#2"]
          id: between
        - save: {to: "{stem}-{t}"}
      """
    let graph = try Check.recipe(text).1.graph
    #expect(graph.nodes.map(\.id) == ["load", "encode", "sample z", "sample z#2", "between", "save"])
    #expect(graph.nodes.map(\.inputs) == [[], [0], [1], [1], [2, 3], [4]])
  }
}
