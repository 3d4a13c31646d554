import Foundation
import Testing
import ToyModel
import Zoetrope

/// Ways between pictures, as a user of the tool meets them.
@Suite("Paths, analogies and walks")
struct PathTests {
  /// What stands between `encode` and `decode`, and how the run ends.
  struct Refusal: CustomTestStringConvertible, Sendable {
    let stages: String
    var pictures = 3
    var status: Int32 = 65
    let words: String
    var testDescription: String { stages }
  }

  static func recipe(_ stages: String, _ ending: String = "") -> String {
    "model: model\nstages:\n  - load: {from: pictures}\n  - encode:\n\(stages)\n"
      + (ending.isEmpty ? "  - decode:\n  - sample: {temperature: 0}\n  - save: {to: \"out/{index}.png\"}\n" : ending)
  }

  static let mean = "  - sample z: {temperature: 0}\n"

  static let refusals = [
    Refusal(
      stages: mean + "  - curve:", pictures: 1,
      words: "a way needs at least two items to go between, but there is only 01.png"),
    Refusal(
      stages: mean + "  - interpolate:", pictures: 1,
      words: "a way needs at least two items to go between, but there is only 01.png"),
    Refusal(
      stages: mean + "  - modify dimensions: {dimensions: 0-3, scale: -1}\n  - interpolate: {path: spherical}\n"
        + "    input: [sample z, modify dimensions]", status: 1,
      words: "the latents of 01.png and 01.png are opposite, so there is no one arc between them; use path: linear"),
    Refusal(stages: mean + "  - analogy:", pictures: 2, words: "by threes, but there are 2"),
    Refusal(
      stages: mean + "  - analogy:\n    input: [sample z, sample z]", words: "\"analogy\" takes 1 or 3 inputs, not 2"),
    Refusal(stages: mean + "  - chain grid:", words: "needs \"columns\""),
    Refusal(
      stages: mean + "  - chain grid: {columns: 3}", words: "of 3 columns needs at least 4 items, but there are 3"),
    Refusal(
      stages: mean + "  - traverse: {order: kl}",
      words: "it takes them in another form: see `zoetrope stages \"traverse\"`"),
    Refusal(stages: "  - traverse: {dimensions: 0}", words: "it takes them in another form"),
    Refusal(stages: "  - traverse: {order: kl, x: 1}", words: "\"order\" goes with \"dimensions\""),
    Refusal(
      stages: mean + "  - traverse: {dimensions: 0, values: quantile, range: [0, 1]}",
      words: "quantiles are probabilities between 0 and 1"),
    Refusal(stages: mean + "  - curve: {easing: bouncy}", words: "\"easing\" takes linear, smooth, in or out"),
  ]

  @Test("What cannot be is refused by name", arguments: refusals)
  func refused(_ refusal: Refusal) throws {
    let workshop = try Workshop(pictures: refusal.pictures)
    try workshop.write("recipe.yaml", Self.recipe(refusal.stages))
    let ended = try workshop.run()
    #expect(ended.status == refusal.status, "\(ended.errors)")
    #expect(ended.errors.contains(refusal.words), "\(ended.errors)")
    #expect(workshop.files("out").filter { $0 != "failures.ndjson" }.isEmpty)
  }

  @Test("A caption that no stage can fill is refused, with what there is")
  func caption() throws {
    let workshop = try Workshop(pictures: 3)
    let sheet =
      "  - decode:\n  - sample: {temperature: 0}\n  - montage: {SHEET caption: \"{length}\"}\n"
      + "  - save: {to: out.png}\n"
    try workshop.write("recipe.yaml", Self.recipe(Self.mean, sheet.replacingOccurrences(of: "SHEET ", with: "")))
    let refused = try workshop.run()
    #expect(refused.status == 65 && refused.errors.contains("unknown placeholder {length}"), "\(refused.errors)")
    try workshop.write(
      "recipe.yaml", Self.recipe(Self.mean + "  - curve:", sheet.replacingOccurrences(of: "SHEET", with: "columns: t,"))
    )
    #expect(try workshop.run().status == 0)
  }

  @Test("The length of each way is told, to people and to programs")
  func notes() throws {
    let workshop = try Workshop(pictures: 3)
    try workshop.write("recipe.yaml", Self.recipe(Self.mean + "  - interpolate: {steps: 2, path: spherical}"))
    let plain = try workshop.run()
    let notes = plain.lines.filter { $0.contains(" long (latent distance; ") }
    #expect(notes.count == 2 && notes.contains { $0.hasPrefix("zoetrope: 01~02.png: the way is ") }, "\(plain.errors)")
    #expect(!plain.errors.contains("warning"))
    let json = try workshop.run("--existing", "overwrite", "--progress", "json")
    #expect(try json.lines.filter { try JSONValue.parse($0)["event"]?.string == "note" }.count == 2)
  }

  @Test("Many notes are counted, not told")
  func manyNotes() throws {
    let workshop = try Workshop(pictures: 30)
    try workshop.write("recipe.yaml", Self.recipe(Self.mean + "  - interpolate: {steps: 2}"))
    let ended = try workshop.run()
    #expect(ended.lines.filter { $0.contains(" long (") }.count == 20)
    #expect(ended.errors.contains("zoetrope: and 9 more; --progress json tells all"))
  }

  @Test(
    "Neither lanes nor batch change a byte",
    arguments: [
      "  - sample z: {temperature: 1}\n  - curve: {steps: 5, closed: true, pace: even, path: [smooth, spherical]}",
      "  - sample z: {temperature: 1}\n  - chain grid: {columns: 4}", "  - traverse: {order: kl, values: quantile}",
      "  - sample z: {temperature: 1}\n  - analogy: {give: square}",
    ])
  func sameBytes(_ stages: String) throws {
    let workshop = try Workshop(pictures: 9)
    try workshop.write("recipe.yaml", Self.recipe(stages))
    let first = try workshop.run("--jobs", "1", "--batch", "1")
    #expect(first.status == 0, "\(first.errors)")
    let expected = try workshop.contents()
    for (jobs, batch) in [("2", "7"), ("4", "32")] {
      #expect(try workshop.run("--jobs", jobs, "--batch", batch, "--existing", "overwrite").status == 0)
      #expect(try workshop.contents() == expected)
    }
  }
}
