import Foundation
import Testing
import Zoetrope

/// What the tool tells of the language and of a recipe, all of it on standard output.
@Suite("Asking the tool")
struct ReferenceTests {
  @Test("stages lists every stage, and explains one, with a hyphen or a blank")
  func stages() throws {
    let list = try Tool.run(["stages"], in: Tool.root)
    #expect(list.status == 0 && list.errors.isEmpty)
    for stage in Catalogue.standard.stages {
      #expect(list.text.contains(stage.name) && list.text.contains(stage.summary))
    }
    let page = try Tool.run(["stages", "sample", "z"], in: Tool.root)
    #expect(page.text.contains("temperature") && page.text.contains("truncation"))
    #expect(try Tool.run(["stages", "sample-z"], in: Tool.root).text == page.text)
  }

  @Test("schema is JSON, and the one that lies beside the recipes")
  func schema() throws {
    let ended = try Tool.run(["schema"], in: Tool.root)
    #expect(ended.status == 0)
    _ = try JSONValue.parse(ended.text)
    let file = Path(Tool.root.path) / "Pipelines/zoetrope.schema.json"
    #expect(try readFile(file, limit: 1 << 24) == Array(ended.output))
  }

  @Test("plan counts the items and names the memory, and reads and writes nothing")
  func plan() throws {
    let workshop = try Workshop(pictures: 7)
    let ended = try workshop.run("plan", "recipe.yaml", "--limit", "5")
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.text.contains("5") && ended.text.contains("Memory: about ") && ended.text.contains("out/01.png"))
    #expect(workshop.files().isEmpty)
  }

  @Test("plan and check tell what is doubtful, and go on")
  func warning() throws {
    let workshop = try Workshop(pictures: 1)
    try workshop.write(
      "recipe.yaml",
      Workshop.recipe.replacingOccurrences(of: "stages:", with: "  idle: {type: number, default: 1}\nstages:"))
    for command in ["check", "run"] {
      let ended = try workshop.run(command, "recipe.yaml")
      #expect(ended.status == 0)
      #expect(
        ended.lines.first?.hasPrefix("recipe.yaml:7:3: warning: nothing uses the parameter \"idle\"") == true,
        "\(ended.errors)")
    }
  }

  @Test("model, models and attributes tell what there is")
  func models() throws {
    let models = try Tool.run(["models"], in: Tool.root)
    #expect(models.status == 0 && models.text.contains("builtin:faces"))
    let attributes = try Tool.run(["attributes"], in: Tool.root)
    for name in ["smile", "eyeglasses", "male", "young", "blond-hair", "bangs"] {
      #expect(attributes.text.contains(name))
    }
    for name in ["builtin:faces", "builtin:faces-sharp", "builtin:drawn-faces"] {
      let shown = try Tool.run(["model", name], in: Tool.root)
      #expect(shown.status == 0, "\(shown.text)\(shown.errors)")
      #expect(shown.text.components(separatedBy: "  fine").count == 6, "five golden tensors: \(shown.text)")
    }
    let workshop = try Workshop(pictures: 0)
    let model = try Tool.run(["model", "model"], in: workshop.folder)
    #expect(
      model.status == 0 && model.text.contains("decoder.0") && model.text.contains("fingerprint"), "\(model.errors)")
  }

  @Test("A picture unlike the training data gets a warning that names it")
  func unfamiliar() throws {
    let workshop = try Workshop(pictures: 0)
    let stripes = Image(
      size: PixelSize(width: 64, height: 64), channels: 3,
      samples: .bytes((0..<64 * 64 * 3).map { $0 / 3 % 2 == 0 ? 255 : 0 }))
    try workshop.write("pictures/stripes.png", PNGWriter.encode(stripes))
    let recipe = Tool.root.appendingPathComponent("Pipelines/reconstruct.yaml").path
    let ended = try workshop.run("run", recipe, "--set", "input=pictures")
    #expect(ended.status == 0)
    #expect(ended.lines.count { $0.hasPrefix("zoetrope: warning: pictures/stripes.png: ") } == 1, "\(ended.errors)")
  }
}
