import Foundation
import Testing
import Zoetrope

/// Every recipe that comes with Zoetrope does on the sample faces what it says.
@Suite("The recipes of Pipelines/")
struct PipelinesTests {
  /// A recipe, how the test keeps it short, and what it writes.
  struct Case: CustomTestStringConvertible, Sendable {
    let recipe: String
    var arguments: [String] = []
    let outputs: [String: PixelSize]
    var testDescription: String { recipe }
  }

  static let faces = Tool.root.appendingPathComponent("Samples/faces").path
  static let face = PixelSize(width: 64, height: 64)

  static let cases = [
    Case(recipe: "reconstruct", arguments: ["--limit", "1"], outputs: ["reconstruct/face-01.png": face]),
    Case(
      recipe: "add-smile", arguments: ["--only", "face-02.png", "--only", "face-03.png"],
      outputs: ["add-smile/face-02.png": face, "add-smile/face-03.png": face]),
    Case(
      recipe: "smile-strip", arguments: ["--limit", "1", "--set", "strength=[-1, 1]", "--set", "enlarge=1"],
      outputs: ["smile-strip.png": PixelSize(width: 205, height: 118)]),
    Case(
      recipe: "interpolate", arguments: ["--limit", "3", "--set", "steps=3"],
      outputs: [
        "interpolate/face-01~face-02.png": PixelSize(width: 3 * 128 + 2 * 6 + 12, height: 140),
        "interpolate/face-02~face-03.png": PixelSize(width: 3 * 128 + 2 * 6 + 12, height: 140),
      ]),
    Case(recipe: "traverse", outputs: ["traverse/face-07.png": PixelSize(width: 990, height: 1392)]),
    Case(
      recipe: "sample-prior", arguments: ["--set", "count=10"],
      outputs: ["sample-prior.png": PixelSize(width: 8 * 128 + 7 * 6 + 12, height: 2 * 128 + 6 + 12)]),
    Case(
      recipe: "modify-dimensions", arguments: ["--limit", "1"],
      outputs: [
        "modify-dimensions/add.png": PixelSize(width: 794, height: 186),
        "modify-dimensions/scale.png": PixelSize(width: 1062, height: 186),
      ]),
    Case(recipe: "two-attributes", outputs: ["two-attributes/face-04.png": PixelSize(width: 588, height: 454)]),
    Case(
      recipe: "edit-step-by-step", arguments: ["--limit", "1"],
      outputs: ["edit-step-by-step.png": PixelSize(width: 526, height: 186)]),
  ]

  @Test("run on the samples and write what they promise", arguments: cases)
  func run(_ example: Case) throws {
    let workshop = try Workshop(pictures: 0)
    let recipe = Tool.root.appendingPathComponent("Pipelines/\(example.recipe).yaml").path
    let ended = try Tool.run(["run", recipe] + example.arguments, in: workshop.folder)
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.output.isEmpty)
    #expect(workshop.files() == example.outputs.keys.sorted())
    for (name, size) in example.outputs {
      #expect(try workshop.picture("out/" + name).size == size, "\(name)")
    }
  }

  @Test("are all among those that the tests run")
  func complete() throws {
    let folder = Tool.root.appendingPathComponent("Pipelines").path
    let recipes = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }
    let others = ["latents-to-disk", "latents-from-disk", "pipe"]
    #expect(Set(recipes) == Set((Self.cases.map(\.recipe) + others).map { $0 + ".yaml" }))
  }

  @Test("cut a run in two: latents on disk give the same bytes as the uncut run")
  func cutInTwo() throws {
    let workshop = try Workshop(pictures: 0)
    let (folder, recipes) = (workshop.folder, Tool.root.appendingPathComponent("Pipelines").path)
    let first = try Tool.run(["run", recipes + "/latents-to-disk.yaml", "--limit", "2"], in: folder)
    #expect(first.status == 0, "\(first.errors)")
    let second = try Tool.run(
      ["run", recipes + "/latents-from-disk.yaml", "--set", "input=out/latents.safetensors"], in: folder)
    #expect(second.status == 0, "\(second.errors)")
    let whole = try Tool.run(["run", recipes + "/add-smile.yaml", "--limit", "2"], in: folder)
    #expect(whole.status == 0, "\(whole.errors)")
    #expect(workshop.files("out/latents-from-disk") == ["face-01.png", "face-02.png"])
    #expect(try workshop.contents("out/latents-from-disk") == workshop.contents("out/add-smile"))
  }
}
