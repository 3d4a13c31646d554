import Foundation
import Testing
import Zoetrope

/// What a recipe does with a picture that is nothing like those its model was trained on.
@Suite("Strangers in a folder")
struct OutlierRecipeTests {
  /// Runs the recipe over a face and a picture of stripes.
  private func run(_ rule: String, _ workshop: Workshop) throws -> Ended {
    let stripes = Image(
      size: PixelSize(width: 64, height: 64), channels: 3,
      samples: .bytes((0..<64 * 64 * 3).map { $0 / 3 % 2 == 0 ? 255 : 0 }))
    try workshop.write("pictures/stripes.png", PNGWriter.encode(stripes))
    let face = Path(Tool.root.path) / "Samples/faces/face-01.png"
    try workshop.write("pictures/face.png", readFile(face, limit: 1 << 20))
    let recipe = Tool.root.appendingPathComponent("Pipelines/leave-out-strangers.yaml").path
    return try workshop.run(
      "run", recipe, "--set", "input=pictures", "--set", "output=out", "--set", "outlier=\(rule)")
  }

  @Test("skip leaves it out, lists it with its reason, and edits the others")
  func skip() throws {
    let workshop = try Workshop(pictures: 0)
    let ended = try run("skip", workshop)
    #expect(ended.status == 1)
    #expect(workshop.files() == ["face.png", "failures.ndjson"])
    let failure = try JSONValue.parse(String(decoding: workshop.bytes("out/failures.ndjson"), as: UTF8.self))
    #expect(failure["key"]?.string == "stripes.png" && failure["stage"]?.string == "encode")
    #expect(
      failure["reason"]?.string?.hasPrefix("left out by \"on outlier: skip\", unlike the training data: ") == true)
  }

  @Test("clamp and warn edit it too and say so", arguments: ["clamp", "warn"])
  func goesOn(_ rule: String) throws {
    let workshop = try Workshop(pictures: 0)
    let ended = try run(rule, workshop)
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(workshop.files() == ["face.png", "stripes.png"])
    #expect(ended.lines.contains { $0.hasPrefix("zoetrope: warning: pictures/stripes.png: unlike the training data") })
  }

  @Test("A rule that there is none of is refused with its place; a hyphen is as good as the blank")
  func refused() throws {
    let workshop = try Workshop(pictures: 1)
    func check(_ fields: String) throws -> Ended {
      try workshop.write(
        "recipe.yaml", Workshop.recipe.replacingOccurrences(of: "encode:", with: "encode: {\(fields)}"))
      return try workshop.run("check", "recipe.yaml")
    }
    #expect(try check("on-outlier: warn").status == 0)
    #expect(try check("on outlier: warn").status == 0)
    let wrong = try check("on-outlier: skp")
    #expect(
      wrong.status == 65
        && wrong.lines.first?.contains("\"on outlier\" takes warn, clamp or skip, not the text \"skp\"") == true,
      "\(wrong.errors)")
    let twice = try check("on-outlier: warn, on outlier: clamp")
    #expect(twice.status == 65 && twice.errors.contains("unknown field \"on-outlier\""), "\(twice.errors)")
    let unmeasured = try check("on outlier: clamp")
    #expect(
      unmeasured.status == 65 && unmeasured.errors.contains("the model \"toy\" does not say"), "\(unmeasured.errors)")
  }
}
