import Foundation
import Testing
import ToyModel
import Zoetrope

/// Categories of a latent, with the real binary on a toy that has three.
@Suite("Categories in recipes and evaluations") struct CategoryCommandTests {
  private func workshop(_ choice: String) throws -> Workshop {
    let workshop = try Workshop(pictures: 6)
    try CategoricalToy.write(to: workshop.path("model"))
    try workshop.write(
      "recipe.yaml",
      """
      model: model
      seed: 5
      stages:
        - load: {from: pictures}
        - encode:
        - sample z: {temperature: 1}
        - modify dimensions: {shape: \(choice)}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "out/{stem}-{shape}.png"}

      """)
    return workshop
  }

  @Test("a category is set by its name or its number, and several make several pictures") func choose() throws {
    let workshop = try workshop("[round, flat, 2]")
    let ended = try workshop.run()
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(workshop.files().count == 18 && workshop.files().prefix(3) == ["01-2.png", "01-flat.png", "01-round.png"])
    #expect(try workshop.bytes("out/01-flat.png") != workshop.bytes("out/01-round.png"))
    let text = String(decoding: try workshop.bytes("recipe.yaml"), as: UTF8.self)
    try workshop.write(
      "recipe.yaml", text.replacing("[round, flat, 2]", with: "[0, 1, odd]").replacing("out/", with: "numbers/"))
    #expect(try workshop.run().status == 0)
    for (name, number) in [("round", "0"), ("flat", "1"), ("2", "odd")] {
      let (named, numbered) = (
        try workshop.picture("out/03-\(name).png"), try workshop.picture("numbers/03-\(number).png")
      )
      #expect(named.tensor().elements == numbered.tensor().elements)
    }
  }

  @Test(
    "a category that does not exist is told by check, with its place", arguments: ["7", "flatt", "[round, square]"])
  func missing(choice: String) throws {
    let ended = try workshop(choice).run("check", "recipe.yaml")
    #expect(ended.status == 65 && ended.text.isEmpty)
    #expect(ended.errors.contains("recipe.yaml:7:32: "), "\(ended.errors)")
    #expect(ended.errors.contains("\"shape\" of the model kinds has no category"), "\(ended.errors)")
  }

  @Test("evaluate tells the ELBO of categories, and their purity where the classes are known") func purity() throws {
    let workshop = try workshop("0")
    for kind in ["even", "odd"] {
      try FileManager.default.createDirectory(
        at: workshop.folder.appendingPathComponent("classes/\(kind)"), withIntermediateDirectories: true)
    }
    for number in 1...6 {
      try workshop.write(
        "classes/\(number % 2 == 0 ? "even" : "odd")/\(number).png", PNGWriter.encode(Workshop.picture(number)))
    }
    let ended = try Tool.run(
      ["evaluate", "model", "classes", "--draws", "3", "--classes", "folders"], in: workshop.folder)
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.text.contains("purity of shape: ") && ended.text.contains("ELBO"), "\(ended.text)")
    let json = try JSONValue.parse(
      Tool.run(["evaluate", "model", "classes", "--classes", "folders", "--json"], in: workshop.folder).text)
    let purity = try #require(json["purity"]?.array?.first)
    #expect((0.5...1).contains(purity["purity"]?.double ?? 0))
    #expect(purity["categories"]?.array?.count == 3 && json["elbo"]?["mean"]?.double != nil)
    let none = try Tool.run(["evaluate", "model", "pictures", "--classes", "folders"], in: workshop.folder)
    #expect(none.status != 0 && none.errors.contains("nothing says the class of 01.png"), "\(none.errors)")
    try ToyModel.write(to: workshop.path("plain"))
    let plain = try Tool.run(["evaluate", "plain", "classes", "--classes", "folders"], in: workshop.folder)
    #expect(plain.status != 0 && plain.errors.contains("has no categorical latent"), "\(plain.errors)")
  }
}
