import Foundation
import Testing
import Zoetrope

/// Every recipe that comes with Zoetrope does on the sample faces what it says.
@Suite("The recipes of Pipelines/")
struct PipelinesTests {
  /// A picture that is written: how many pictures stand on it, and the width of each.
  struct Sheet: Hashable, Sendable {
    var columns = 1
    var rows = 1
    var cell = 128

    /// Labels and gaps take their room beside the pictures, less than one and a half of them.
    func fits(_ size: PixelSize) -> Bool {
      func fits(_ length: Int, _ count: Int) -> Bool {
        (count * cell..<count * (cell + 8) + cell * 3 / 2).contains(length)
      }
      return fits(size.width, columns) && fits(size.height, rows)
    }
  }

  /// A recipe, how the test keeps it short, and what it writes.
  struct Case: CustomTestStringConvertible, Sendable {
    let recipe: String
    var arguments: [String] = []
    let outputs: [String: Sheet]
    var testDescription: String { recipe }
  }

  static let face = Sheet(cell: 64)
  /// 1200×900 pixels.
  static let photograph = Sheet(columns: 4, rows: 3, cell: 300)

  static let cases = [
    Case(recipe: "reconstruct", arguments: ["--limit", "1"], outputs: ["reconstruct/face-01.png": face]),
    Case(
      recipe: "add-smile", arguments: ["--only", "face-02.png", "--only", "face-03.png"],
      outputs: ["add-smile/face-02.png": face, "add-smile/face-03.png": face]),
    Case(
      recipe: "add-smile-photo", arguments: ["--only", "face-02.png", "--only", "face-03.png"],
      outputs: ["add-smile-photo/face-02.png": face, "add-smile-photo/face-03.png": face]),
    Case(
      recipe: "smile-strip-photo", arguments: ["--limit", "1", "--set", "strength=[-1, 1]", "--set", "enlarge=1"],
      outputs: ["smile-strip-photo.png": Sheet(columns: 2, cell: 64)]),
    Case(
      recipe: "leave-out-strangers", arguments: ["--limit", "2"],
      outputs: ["leave-out-strangers/face-01.png": face, "leave-out-strangers/face-02.png": face]),
    Case(
      recipe: "smile-strip", arguments: ["--limit", "1", "--set", "strength=[-1, 1]", "--set", "enlarge=1"],
      outputs: ["smile-strip.png": Sheet(columns: 2, cell: 64)]),
    Case(
      recipe: "interpolate", arguments: ["--limit", "3", "--set", "steps=3"],
      outputs: [
        "interpolate/face-01~face-02.png": Sheet(columns: 3), "interpolate/face-02~face-03.png": Sheet(columns: 3),
      ]),
    Case(recipe: "traverse", outputs: ["traverse/face-07.png": Sheet(columns: 7, rows: 10)]),
    Case(
      recipe: "sample-prior", arguments: ["--set", "count=10"],
      outputs: ["sample-prior.png": Sheet(columns: 8, rows: 2)]),
    Case(
      recipe: "modify-dimensions", arguments: ["--limit", "1"],
      outputs: [
        "modify-dimensions/add.png": Sheet(columns: 5), "modify-dimensions/scale.png": Sheet(columns: 7),
      ]),
    Case(
      recipe: "curve", arguments: ["--set", "steps=3", "--limit", "3"],
      outputs: ["curve.png": Sheet(columns: 5, rows: 1, cell: 128)]),
    Case(
      recipe: "closed-curve", arguments: ["--set", "steps=2", "--limit", "3"],
      outputs: ["closed-curve/0001.png": face, "closed-curve/0002.png": face, "closed-curve/0003.png": face]),
    Case(recipe: "analogy", outputs: ["analogy/face-01~face-02~face-03.png": Sheet(columns: 2, rows: 2)]),
    Case(
      recipe: "smile-by-analogy",
      arguments: ["--only", "face-02.png", "--only", "face-03.png", "--only", "face-05.png"],
      outputs: ["smile-by-analogy/face-03.png": face, "smile-by-analogy/face-05.png": face]),
    Case(
      recipe: "chain-grid", arguments: ["--limit", "5", "--set", "columns=3"],
      outputs: ["chain-grid.png": Sheet(columns: 3, rows: 3)]),
    Case(
      recipe: "traverse-by-kl", arguments: ["--set", "count=2"],
      outputs: ["traverse-by-kl/face-07.png": Sheet(columns: 7, rows: 2)]),
    Case(
      recipe: "manifold", arguments: ["--set", "steps=3"],
      outputs: ["manifold.png": Sheet(columns: 3, rows: 3, cell: 64)]),
    Case(
      recipe: "reach-a-smile", arguments: ["--limit", "2"],
      outputs: ["reach-a-smile.png": Sheet(columns: 5, rows: 2)]),
    Case(recipe: "two-attributes", outputs: ["two-attributes/face-04.png": Sheet(columns: 4, rows: 3)]),
    Case(
      recipe: "smile-in-photo-boxes", arguments: ["--limit", "1"],
      outputs: ["smile-in-photo-boxes/evening.jpg": photograph]),
    Case(
      recipe: "smile-in-photo-eyes", arguments: ["--limit", "1"],
      outputs: ["smile-in-photo-eyes/evening.jpg": photograph]),
    Case(
      recipe: "rerender", arguments: ["--limit", "1", "--set", "steps=3"],
      outputs: ["rerender/face-0004.png": Sheet(columns: 3, rows: 3)]),
    Case(
      recipe: "turn-and-light", arguments: ["--set", "steps=3"],
      outputs: ["turn-and-light/face-0006.png": Sheet(columns: 3, rows: 3)]),
    Case(
      recipe: "smile-and-pose", arguments: ["--set", "steps=3"],
      outputs: ["smile-and-pose/face-0001.png": Sheet(columns: 3, rows: 3)]),
    Case(
      recipe: "edit-step-by-step", arguments: ["--limit", "1"], outputs: ["edit-step-by-step.png": Sheet(columns: 3)]),
  ]

  @Test("run on the samples and write what they promise", arguments: cases)
  func run(_ example: Case) throws {
    let workshop = try Workshop(pictures: 0)
    let recipe = Tool.root.appendingPathComponent("Pipelines/\(example.recipe).yaml").path
    let ended = try Tool.run(["run", recipe] + example.arguments, in: workshop.folder)
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.output.isEmpty)
    #expect(workshop.files() == example.outputs.keys.sorted())
    for (name, sheet) in example.outputs {
      let size = try workshop.picture("out/" + name).size
      #expect(sheet == Self.face ? size == PixelSize(width: 64, height: 64) : sheet.fits(size), "\(name) has \(size)")
    }
  }

  @Test("are all among those that the tests run")
  func complete() throws {
    let folder = Tool.root.appendingPathComponent("Pipelines").path
    let recipes = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }
    let others = [
      "latents-to-disk", "latents-from-disk", "pipe", "smile-loop", "smile-film", "sharpen-with-tool", "by-label",
      "by-category", "drawn-smile",
    ]
    #expect(Set(recipes) == Set((Self.cases.map(\.recipe) + others).map { $0 + ".yaml" }))
  }

  @Test("cut a run in two with a byte a number: the pictures are nearly those of the uncut run")
  func compressed() throws {
    let workshop = try Workshop(pictures: 0)
    let (folder, recipes) = (workshop.folder, Tool.root.appendingPathComponent("Pipelines").path)
    for (precision, most) in [("float32", 2000), ("float16", 1500), ("int8", 900)] {
      let first = try Tool.run(
        [
          "run", recipes + "/latents-to-disk.yaml", "--limit", "2", "--set", "precision=\(precision)", "--set",
          "output=\(precision).safetensors",
        ], in: folder)
      #expect(first.status == 0, "\(first.errors)")
      #expect(try workshop.bytes("\(precision).safetensors").count < most)
      let second = try Tool.run(
        [
          "run", recipes + "/latents-from-disk.yaml", "--set", "input=\(precision).safetensors", "--set",
          "output=\(precision)",
        ], in: folder)
      #expect(second.status == 0, "\(second.errors)")
    }
    let exact = try workshop.picture("float32/face-01.png").samples.bytes()
    for precision in ["float16", "int8"] {
      let rounded = try workshop.picture("\(precision)/face-01.png").samples.bytes()
      let most = zip(exact, rounded).map { abs(Int($0) - Int($1)) }.max() ?? 255
      #expect(most <= (precision == "int8" ? 16 : 1), "\(precision) \(most)")
    }
  }

  @Test("cut a run in two: latents on disk give the same bytes as the uncut run")
  func cutInTwo() throws {
    let workshop = try Workshop(pictures: 0)
    let (folder, recipes) = (workshop.folder, Tool.root.appendingPathComponent("Pipelines").path)
    let first = try Tool.run(["run", recipes + "/latents-to-disk.yaml", "--limit", "2"], in: folder)
    #expect(first.status == 0, "\(first.errors)")
    let second = try Tool.run(
      ["run", recipes + "/latents-from-disk.yaml", "--set", "input=out/latents.safetensors", "--no-provenance"],
      in: folder)
    #expect(second.status == 0, "\(second.errors)")
    let whole = try Tool.run(["run", recipes + "/add-smile.yaml", "--limit", "2", "--no-provenance"], in: folder)
    #expect(whole.status == 0, "\(whole.errors)")
    #expect(workshop.files("out/latents-from-disk") == ["face-01.png", "face-02.png"])
    #expect(try workshop.contents("out/latents-from-disk") == workshop.contents("out/add-smile"))
  }
}
