import Foundation
import Testing
import Zoetrope

/// `zoetrope inspect` and `zoetrope nearest` on the sample faces and on folders with something wrong.
@Suite("Seeing the latents")
struct InspectTests {
  private static let faces = Tool.root.appendingPathComponent("Samples/faces").path

  /// A table with a label for each face, and one for a face that is not there.
  private func table(_ workshop: Workshop) throws {
    let rows = (1...24).map { "face-\($0 < 10 ? "0" : "")\($0).png,\($0 % 2),\($0)\n" }.joined()
    try workshop.write("labels.csv", "image,odd,number\n" + rows + "face-99.png,1,99\n")
  }

  @Test("inspect tells of the dimensions and draws bars and plots, the same every time")
  func inspect() throws {
    let workshop = try Workshop(pictures: 0)
    try table(workshop)
    func run(_ out: String, _ more: String...) throws -> Ended {
      try Tool.run(
        ["inspect", Self.faces, "--labels", "labels.csv:odd", "--labels", "labels.csv:number", "--out", out] + more,
        in: workshop.folder)
    }
    let ended = try run("out")
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.text.contains("of 128 latent dimensions are active") && ended.text.contains("(Mahalanobis)"))
    let warning = "zoetrope: warning: labels.csv names face-99.png, which is not in the folder"
    #expect(ended.lines.count { $0 == warning } == 1, "\(ended.errors)")
    #expect(workshop.files() == ["kl", "scatter-number", "scatter-odd"].flatMap { [$0 + ".png", $0 + ".svg"] })
    #expect(try run("again").status == 0)
    #expect(try workshop.contents("out") == workshop.contents("again"))
    #expect(try run("out").status == 73)
    #expect(try run("out", "--overwrite", "--axes", "3,17").status == 0)
    #expect(try workshop.bytes("out/scatter-odd.svg") != workshop.bytes("again/scatter-odd.svg"))
  }

  @Test("inspect --json is JSON with every dimension and every picture")
  func json() throws {
    let workshop = try Workshop(pictures: 5)
    try workshop.write("pictures/bad.png", "no picture")
    let ended = try Tool.run(["inspect", "pictures", "--model", "model", "--json"], in: workshop.folder)
    #expect(ended.status == 1)
    #expect(ended.lines[0].hasPrefix("zoetrope: error: pictures/bad.png: "), "\(ended.errors)")
    #expect(ended.errors.contains("the model \"toy\" does not say how its training data lies"))
    let report = try JSONValue.parse(ended.text)
    #expect(report["dimensions"]?.array?.count == 4 && report["pictures"]?.array?.count == 5)
    #expect(report["dimensions"]?.array?[2]["name"]?.string == "hue")
    #expect(report["failures"]?.array?.count == 1)
  }

  @Test("nearest lists the likest, draws a strip, and knows the latents the second time")
  func nearest() throws {
    let workshop = try Workshop(pictures: 6)
    func run(_ picture: String, _ more: String...) throws -> Ended {
      try Tool.run(
        ["nearest", picture, "--in", "pictures", "--model", "model", "--count", "3", "--index", "z.safetensors"] + more,
        in: workshop.folder)
    }
    let first = try run("pictures/02.png", "--out", "strip.png")
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.lines.contains("0 of 6 latents were known, 6 are new"))
    #expect(first.text.split(separator: "\n").count == 3 && !first.text.contains("02.png"))
    #expect(try workshop.picture("strip.png").size.width > 4 * 16)
    try workshop.write("pictures/07.png", workshop.bytes("pictures/02.png"))
    let second = try run("pictures/02.png")
    #expect(second.lines.contains("6 of 7 latents were known, 1 are new"), "\(second.errors)")
    #expect(second.text.hasPrefix("0.000  pictures/07.png\n"), "\(second.text)")
    try removeFile(workshop.path("pictures/07.png"))
    #expect(try run("pictures/02.png").text == first.text)
    #expect(try run("pictures/02.png", "--fit", "pad").lines.contains("0 of 6 latents were known, 6 are new"))
    #expect(try run("pictures/02.png", "--out", "strip.png").status == 73)
    let recipe = "model: model\nstages:\n  - load: {from: z.safetensors, as: latents}\n  - save: {to: \"{stem}.npy\"}\n"
    try workshop.write("latents.yaml", recipe)
    #expect(try workshop.run("run", "latents.yaml").status == 0)
  }

  @Test("An index of another model is refused with the names of both, and so is another file")
  func otherModel() throws {
    let workshop = try Workshop(pictures: 3)
    func run(_ index: String) throws -> Ended {
      try Tool.run(
        ["nearest", "pictures/01.png", "--in", "pictures", "--model", "model", "--index", index], in: workshop.folder)
    }
    let index = Path(Tool.root.path) / "Samples/faces"
    let made = try Tool.run(
      ["nearest", (index / "face-01.png").string, "--in", index.string, "--index", "faces.safetensors"],
      in: workshop.folder)
    #expect(made.status == 0, "\(made.errors)")
    let refused = try run("faces.safetensors")
    #expect(refused.status == 65)
    #expect(refused.errors.contains("is an index of the model faces (") && refused.errors.contains("nothing to toy ("))
    let other = try run("model/weights.safetensors")
    #expect(other.status == 65 && other.errors.contains("is no index of `zoetrope nearest`"), "\(other.errors)")
  }

  @Test("nearest measures its metrics beside raw pixels and chance")
  func precision() throws {
    let workshop = try Workshop(pictures: 0)
    try table(workshop)
    let ended = try Tool.run(
      ["nearest", "--in", Self.faces, "--count", "5", "--precision", "labels.csv:odd"], in: workshop.folder)
    #expect(ended.status == 0, "\(ended.errors)")
    for name in ["euclidean", "cosine", "whitened", "raw pixels", "chance"] { #expect(ended.text.contains(name)) }
  }

  struct Refusal: CustomTestStringConvertible, Sendable {
    let arguments: [String]
    let status: Int32
    let words: String
    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let refusals = [
    Refusal(
      arguments: ["inspect", "hollow"], status: 66, words: "there are no pictures (.png, .jpg, .jpeg, .ppm) in hollow"),
    Refusal(arguments: ["inspect", "nowhere"], status: 66, words: "nowhere: there is no such file or folder"),
    Refusal(
      arguments: ["inspect", "pictures", "--labels", "labels.csv:Odd"], status: 65,
      words: "labels.csv has no column \"Odd\"; did you mean \"odd\"?"),
    Refusal(
      arguments: ["inspect", "pictures", "--labels", "labels.csv:odd"], status: 65,
      words: "labels.csv names none of the pictures: it has \"face-01.png\", the folder has \"01.png\""),
    Refusal(arguments: ["inspect", "pictures", "--labels", "labels.csv"], status: 64, words: "invalid for '--labels"),
    Refusal(
      arguments: ["inspect", "pictures", "--axes", "1,9", "--out", "out"], status: 65,
      words: "there is no latent dimension 9; the model's are 0 to 3"),
    Refusal(
      arguments: ["inspect", "one"], status: 65, words: "a distribution needs at least two pictures, and one could be"),
    Refusal(
      arguments: ["nearest", "--in", "pictures"], status: 64, words: "Name a picture, or a table with --precision."),
    Refusal(
      arguments: ["nearest", "gone.png", "--in", "pictures"], status: 66, words: "gone.png: there is no such file"),
    Refusal(arguments: ["nearest", "labels.csv", "--in", "pictures"], status: 65, words: "labels.csv: "),
    Refusal(arguments: ["nearest", "pictures/01.png", "--in", "hollow"], status: 66, words: "there are no pictures"),
  ]

  @Test("What is wrong is told in one line", arguments: refusals)
  func refused(_ example: Refusal) throws {
    let workshop = try Workshop(pictures: 3)
    try table(workshop)
    try workshop.write("one/01.png", PNGWriter.encode(Workshop.picture(1)))
    try FileManager.default.createDirectory(
      at: workshop.folder.appendingPathComponent("hollow"), withIntermediateDirectories: true)
    let ended = try Tool.run(example.arguments + ["--model", "model"], in: workshop.folder)
    #expect(ended.status == example.status, "\(ended.errors)")
    #expect(ended.errors.contains(example.words), "\(ended.errors)")
    #expect(ended.output.isEmpty || example.words.contains("dimension 9"))
  }
}
