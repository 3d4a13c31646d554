import Dataflow
import Recipes
import Testing

@Suite struct PlanDescriptionTests {
  private func text(_ recipe: String, set: [String] = [], remarks: [String] = []) throws -> String {
    let (recipe, checked) = try Check.recipe(recipe, set: set)
    return PlanDescription(recipe, try Plan(checked.graph), remarks: remarks).text
  }

  @Test("A straight recipe: stages, counts, sweeps, where values come from, first outputs")
  func straight() throws {
    let recipe = """
      recipe: add a smile
      model: builtin:faces
      seed: 17
      parameters:
        input: {type: path, default: [x, y, z], help: "A folder, or several"}
        strength: {type: number, default: 1.5, help: "1 is the gap between smiling and not"}
      stages:
        - load: {from: "${input}"}
        - encode:
        - sample z: {temperature: 1, draws: 2}
        - add attribute vector: {vector: smile, strength: "${strength}"}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "out/{stem}-{draw}-{strength}.png"}
      """
    let text = try text(
      recipe, set: ["strength={from: -2, to: 2, steps: 9}"], remarks: ["Memory: 210 MB for 2 lanes of 8 pictures"])
    #expect(
      text
        == """
        recipe  add a smile
        model   builtin:faces
        seed    17

        Stages
          load                  images        3
          encode                posteriors    3
          sample z              latents       6  draw 1, 2
          add attribute vector  latents      54  strength -2 … 2 (9)
          decode                likelihoods  54
          sample                images       54
          save                  → files      54

        Parameters
          input     [x, y, z]                    default  A folder, or several
          strength  {from: -2, to: 2, steps: 9}  --set    1 is the gap between smiling and not

        Outputs: 54
          out/x-1--2.png
          out/x-1--1.5.png
          out/x-1--1.png
          … and 51 more

        Memory: 210 MB for 2 lanes of 8 pictures

        """)
  }

  @Test("A join shows which items meet")
  func join() throws {
    let recipe = """
      stages:
        - load: {from: faces}
        - encode:
        - sample z: {temperature: 0}
          id: left
        - add attribute vector: {vector: smile, strength: [1, 2]}
          id: right
        - interpolate: {steps: 2}
          input: [left, right]
        - save: {to: "{stem}-{strength}-{t}"}
      """
    let text = try text(recipe)
    #expect(
      text
        == """
        seed  0

        Stages
          load         images      2
          encode       posteriors  2
          left         latents     2
          right        latents     4  strength 1, 2
          interpolate  latents     8  t 0, 1         from left, right
          save         → files     8

        interpolate matches left with right
          recipes/faces/a.png  recipes/faces/a.png (strength 1)
          recipes/faces/a.png  recipes/faces/a.png (strength 2)
          recipes/faces/b.png  recipes/faces/b.png (strength 1)
          … and 1 more

        Outputs: 8
          a-1-0
          a-1-1
          a-2-0
          … and 5 more

        """)
  }

  @Test("A stream's counts are not known")
  func stream() throws {
    var graph = Graph()
    let source = try graph.add("load", [Variant([], .source(Piped()))], inputs: [])
    let save = ToySave(template: "{stem}.png")
    try graph.add("save", [Variant([], .sink(save))], inputs: [source])
    let recipe = try Check.recipe("stages:\n  - load: {from: [x, y]}\n  - save: {to: \"{stem}\"}").0
    let text = PlanDescription(recipe, try Plan(graph)).text
    #expect(
      text
        == """
        seed  0

        Stages
          load  images   ?
          save  → files  ?

        Outputs
          as many as the stream gives

        """)
  }
}

private struct Piped: SourceStage {
  func list() -> SourceListing { .stream }
  func read(_ entry: SourceEntry, _ run: RunContext) -> Emission<ToyImage> { Emission(ToyImage()) }
}
