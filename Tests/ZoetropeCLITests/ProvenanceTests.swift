import Foundation
import Testing
import ToyModel
import Zoetrope

/// A picture says how it was made, and is made again from that.
@Suite("Pictures that know where they came from")
struct ProvenanceTests {
  private func made(_ recipe: String = Workshop.recipe, pictures: Int = 3, _ more: [String] = []) throws -> Workshop {
    let workshop = try Workshop(pictures: pictures)
    try workshop.write("recipe.yaml", recipe)
    let ended = try Tool.run(["run", "recipe.yaml"] + more, in: workshop.folder)
    try #require(ended.status == 0, "\(ended.errors)")
    return workshop
  }

  private func rerun(_ workshop: Workshop, _ arguments: String...) throws -> Ended {
    try Tool.run(["rerun"] + arguments, in: workshop.folder)
  }

  @Test("One of a run is made again, with its noise, its values and its seed")
  func again() throws {
    let workshop = try made(Workshop.recipe, ["--set", "temperature=0.7", "--seed", "99"])
    let ended = try rerun(workshop, "out/02.png", "--out", "again.png")
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.lines == ["out/02.png: the same bytes again"])
    #expect(try workshop.bytes("again.png") == workshop.bytes("out/02.png"))
  }

  @Test(
    "It says the recipe, the values, the model, the seed, the item and the input, and no time and no place of its own")
  func says() throws {
    let workshop = try made(Workshop.recipe, ["--set", "temperature=0.5", "--set", "output=elsewhere"])
    let ended = try rerun(workshop, "elsewhere/01.png", "--show")
    #expect(ended.status == 0, "\(ended.errors)")
    let said = try JSONValue.parse(ended.text)
    #expect(said["recipe"]?["text"]?.string == Workshop.recipe)
    #expect(said["recipe"]?["file"]?.string == "recipe.yaml")
    #expect(said["parameters"] == ["temperature": "0.5"])
    #expect(said["model"]?["fingerprint"]?.string?.count == 64)
    #expect(said["seed"]?.string == "5")
    #expect(said["stage"]?.string == "save")
    #expect(said["key"]?.string == "01.png")
    #expect(said["inputs"]?.array?.first?["origin"]?.string == "pictures/01.png")
    #expect(!ended.text.contains("elsewhere") && !ended.text.contains(workshop.folder.path))
  }

  @Test("Each output of a sweep, of draws and of a sheet made of several is made again")
  func gathers() throws {
    let workshop = try made(SameBytesTests.recipe, pictures: 2)
    let names = workshop.files()
    #expect(names.count == 10)
    for name in names {
      let ended = try rerun(workshop, "out/" + name)
      #expect(ended.status == 0, "\(name): \(ended.errors)")
    }
    let sheet = Workshop.recipe.replacingOccurrences(
      of: "  - save: {to: \"${output}/{path}/{stem}.png\"}",
      with: "  - montage: {columns: item}\n  - save: {to: \"${output}/sheet.png\"}")
    let second = try made(sheet, pictures: 12)
    let ended = try rerun(second, "out/sheet.png")
    #expect(ended.status == 0, "\(ended.errors)")
  }

  @Test("A picture of nobody, from the prior, is made again")
  func prior() throws {
    let recipe = """
      model: model
      seed: 3
      stages:
        - sample z: {from: prior, count: 3, temperature: 1}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "out/{index}.png"}

      """
    let workshop = try made(recipe)
    let ended = try rerun(workshop, "out/2.png")
    #expect(ended.status == 0, "\(ended.errors)")
  }

  @Test(
    "Where the work is done, and for which others, changes no byte",
    arguments: [
      ["--only", "02.png"], ["--limit", "2"], ["--jobs", "1", "--batch", "1"], ["--existing", "overwrite"],
    ])
  func sameBytes(_ options: [String]) throws {
    let workshop = try made()
    let ended = try Tool.run(["run", "recipe.yaml", "--set", "output=other"] + options, in: workshop.folder)
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(try workshop.bytes("other/02.png") == workshop.bytes("out/02.png"))
  }

  @Test("Nothing is said where the recipe or the command forbids it, and the pixels are the same")
  func optOut() throws {
    let loud = try made()
    let silent = try made(Workshop.recipe, ["--no-provenance"])
    let recipe = try made(
      Workshop.recipe.replacingOccurrences(of: "{stem}.png\"", with: "{stem}.png\", provenance: false"))
    #expect(try silent.contents() == recipe.contents())
    #expect(try silent.picture("out/01.png").samples == loud.picture("out/01.png").samples)
    let ended = try rerun(silent, "out/01.png")
    #expect(ended.status == 65)
    #expect(
      ended.lines == ["zoetrope: error: out/01.png does not say how it was made: it has no \"zoetrope\" text chunk"])
  }

  @Test("A damaged text is told in a line: the check sum, and what is no JSON")
  func damaged() throws {
    let workshop = try made()
    var bytes = try workshop.bytes("out/01.png")
    bytes[80] ^= 4
    try workshop.write("bad.png", bytes)
    let ended = try rerun(workshop, "bad.png")
    #expect(ended.status == 65)
    #expect(
      ended.lines == ["zoetrope: error: what bad.png says of how it was made is damaged: its check sum is wrong"])
    for (text, reason) in [
      ("{\"form\":1,", "byte 10: a name in double quotes is expected here"),
      ("{\"form\":1}", "something is missing in it"),
    ] {
      var picture = try PNGWriter.encode(Workshop.picture(1))
      PNGText(keyword: "zoetrope", text: text).insert(into: &picture)
      try workshop.write("worse.png", picture)
      let ended = try rerun(workshop, "worse.png")
      #expect(ended.status == 65)
      #expect(ended.lines == ["zoetrope: error: what worse.png says of how it was made is damaged: \(reason)"])
    }
  }

  @Test("Another model than the picture's is refused, and both are named")
  func otherModel() throws {
    let workshop = try made()
    let provenance = try Provenance(in: workshop.bytes("out/01.png"), of: "01")
    let ended = try rerun(workshop, "out/01.png", "--model", "builtin:faces")
    #expect(ended.status == 65)
    let named = try #require(provenance.pipeline.model)
    let faces = try Models.load("builtin:faces")
    #expect(
      ended.lines == [
        "zoetrope: error: the picture was made by the model \(named), but the one found is \(faces.name) "
          + "(\(faces.fingerprint.prefix(12))); name the right one with --model"
      ])
  }

  @Test("An input that is gone or changed is told; one that has moved is found with --input")
  func inputs() throws {
    let workshop = try made()
    try FileManager.default.moveItem(
      at: workshop.folder.appendingPathComponent("pictures"), to: workshop.folder.appendingPathComponent("moved"))
    let gone = try rerun(workshop, "out/01.png")
    #expect(gone.status == 66)
    #expect(
      gone.lines == [
        "zoetrope: error: the input pictures/01.png is not there any more; name the folder that \"01.png\" is in with "
          + "--input"
      ])
    for place in ["moved", "moved/01.png"] {
      let found = try rerun(workshop, "out/01.png", "--input", place)
      #expect(found.status == 0, "\(found.errors)")
    }
    try workshop.write("moved/01.png", PNGWriter.encode(Workshop.picture(7)))
    let changed = try rerun(workshop, "out/01.png", "--input", "moved")
    #expect(changed.status == 66)
    #expect(changed.lines == ["zoetrope: error: the input moved/01.png is not the file it was: its SHA-256 differs"])
  }

  @Test("A picture that was changed afterwards is told from the one that is made again")
  func edited() throws {
    let workshop = try made()
    let text = try #require(try PNGText.find("zoetrope", in: workshop.bytes("out/01.png")))
    var picture = try PNGWriter.encode(Workshop.picture(1))
    text.insert(into: &picture)
    try workshop.write("out/01.png", picture)
    let ended = try rerun(workshop, "out/01.png")
    #expect(ended.status == 1)
    #expect(ended.lines.count == 1 && ended.errors.contains("other pixels"), "\(ended.errors)")
  }
}
