import Foundation
import Testing
import ToyModel
import Zoetrope

/// What is refused before any picture is read: one line that names the file and the reason, the documented exit code,
/// and nothing written.
@Suite("Refusals")
struct RefusalTests {
  /// A command line in a workshop, and how it ends.
  struct Case: CustomTestStringConvertible, Sendable {
    let arguments: [String]
    let status: Int32
    let line: String
    var testDescription: String { arguments.joined(separator: " ") }

    init(_ arguments: String..., status: Int32, _ line: String) {
      (self.arguments, self.status, self.line) = (arguments, status, line)
    }
  }

  static let cases = [
    Case(
      "run", "recipe.yaml", "--set", "input=nowhere", status: 66,
      "zoetrope: error: cannot read nowhere: there is no such file or folder"),
    Case(
      "run", "recipe.yaml", "--set", "input=hollow", status: 66,
      "zoetrope: error: there are no pictures (.png, .jpg, .jpeg, .ppm) in hollow"),
    Case(
      "run", "recipe.yaml", "--set", "input=pictures/*.gif", status: 66,
      "zoetrope: error: there are no pictures (.png, .jpg, .jpeg, .ppm) in pictures/*.gif"),
    Case(
      "run", "recipe.yaml", "--set", "output=file", status: 73,
      "zoetrope: error: cannot write file: a part of the path is a file, not a folder"),
    Case(
      "run", "recipe.yaml", "--set", "output=file/deeper", status: 73,
      "zoetrope: error: cannot write file: a part of the path is a file, not a folder"),
    Case(
      "run", "nowhere.yaml", status: 66, "zoetrope: error: cannot read nowhere.yaml: there is no such file or folder"),
    Case("run", "pictures", status: 66, "zoetrope: error: cannot read pictures: it is a folder"),
    Case(
      "run", "recipe.yaml", "--only", "1.png", status: 64,
      "zoetrope: error: there is no item \"1.png\" in the input; did you mean \"01.png\"?"),
    Case(
      "run", "recipe.yaml", "--set", "inputt=x", status: 65,
      "recipe.yaml: error: --set inputt: the recipe declares no parameter \"inputt\"; did you mean \"input\"?"),
    Case(
      "run", "recipe.yaml", "--set", "input", status: 64,
      "zoetrope: error: --set input: write the parameter's name, =, and its value, as --set strength=2"),
    Case(
      "run", "recipe.yaml", "--from", "file", status: 65,
      "zoetrope: error: file:1: not a line of a failure list; give the failures.ndjson of an earlier run"),
    Case("run", "recipe.yaml", "--memory", "1M", status: 65, "zoetrope: error: this run needs about "),
    Case("run", "recipe.yaml", "--jobs", "0", status: 64, "Error: --jobs takes a number from 1 to 1024."),
    Case("run", "recipe.yaml", "--batch", "0", status: 64, "Error: --batch takes a number from 1 to 4096."),
    Case("run", "recipe.yaml", "--limit", "0", status: 64, "Error: --limit takes a number from 1 on."),
    Case(
      "run", "recipe.yaml", "--memory", "much", status: 64, "Error: The value 'much' is invalid for '--memory <size>'"),
    Case(
      "run", "recipe.yaml", "--existing", "perhaps", status: 64,
      "Error: The value 'perhaps' is invalid for '--existing <existing>'"),
    Case("run", status: 64, "Error: Missing expected argument '<recipe>'"),
    Case("rum", status: 64, "Error: Unexpected argument 'rum'"),
    Case(
      "stages", "sampel", "z", status: 64, "zoetrope: error: there is no stage \"sampel z\"; did you mean \"sample z\"?"
    ),
    Case("model", "nowhere", status: 65, "zoetrope: error: "),
  ]

  @Test("say what is wrong and write nothing", arguments: cases)
  func refused(_ example: Case) throws {
    let workshop = try Workshop(pictures: 1)
    try workshop.write("file", "a file")
    try FileManager.default.createDirectory(
      at: workshop.folder.appendingPathComponent("hollow"), withIntermediateDirectories: true)
    let ended = try Tool.run(example.arguments, in: workshop.folder)
    #expect(ended.status == example.status, "\(ended.errors)")
    #expect(ended.errors.hasPrefix(example.line), "\(ended.errors)")
    if ended.errors.hasPrefix("zoetrope: ") { #expect(ended.lines.count == 1, "\(ended.errors)") }
    #expect(ended.output.isEmpty)
    #expect(workshop.files("").allSatisfy { !$0.hasPrefix("out") && !$0.contains(".zoetrope-") })
  }

  @Test("count seven mistakes of a recipe, each with its place")
  func sevenMistakes() throws {
    let workshop = try Workshop(pictures: 1)
    try workshop.write(
      "wrong.yaml",
      """
      model: model
      sead: 4
      parameters:
        input: {type: path, default: pictures, hlep: "what"}
      stages:
        - load: {from: "${inptu}"}
        - encode:
        - decode:
        - sample: {temperature: warm}
        - save: {to: "out/{stam}.png", qualty: 3}

      """)
    for command in ["check", "run", "plan"] {
      let ended = try workshop.run(command, "wrong.yaml")
      #expect(ended.status == 65)
      let places = ended.lines.filter { $0.contains(": error: ") }
      #expect(places.count == 7, "\(ended.errors)")
      for (place, words) in [
        ("2:1", "did you mean \"seed\"?"), ("4:42", "did you mean \"help\"?"), ("6:18", "did you mean \"input\"?"),
        ("8:5", "put `sample z` between them"), ("9:27", "\"temperature\" takes a number"),
        ("10:16", "{stam}; did you mean \"stem\"?"), ("10:34", "did you mean \"quality\"?"),
      ] {
        #expect(
          places.contains { $0.hasPrefix("wrong.yaml:\(place): error: ") && $0.contains(words) },
          "\(place) \(words)\n\(ended.errors)")
      }
      #expect(ended.output.isEmpty)
    }
    #expect(workshop.files("out").isEmpty)
  }

  @Test("say of a model that is not there only that, and what else is wrong")
  func modelMissing() throws {
    let workshop = try Workshop(pictures: 1)
    try workshop.write(
      "recipe.yaml",
      Workshop.recipe.replacingOccurrences(of: "model: model", with: "model: modle")
        .replacingOccurrences(of: "{stem}", with: "{steam}"))
    let ended = try workshop.run("check", "recipe.yaml")
    #expect(ended.status == 65)
    #expect(ended.lines.count { $0.contains("error:") } == 2, "\(ended.errors)")
    #expect(ended.lines[0].hasPrefix("recipe.yaml:1:8: error: "), "\(ended.errors)")
  }

  @Test(
    "name the tensor that is wrong in a model's weights",
    arguments: ["missing", "extra", "misshapen", "not finite", "no file", "cut"])
  func weights(_ damage: String) throws {
    let workshop = try Workshop(pictures: 1)
    let name = "encoder.mean.bias"
    try ToyModel.write(to: workshop.path("model")) { tensors in
      switch damage {
      case "missing": tensors[name] = nil
      case "extra": tensors["encoder.mean.bios"] = Tensor([4])
      case "misshapen": tensors[name] = Tensor([5])
      case "not finite": tensors[name]?[2] = .nan
      default: break
      }
    }
    let file = workshop.path("model/weights.safetensors")
    if damage == "no file" { try removeFile(file) }
    if damage == "cut" {
      try workshop.write("model/weights.safetensors", Array(workshop.bytes("model/weights.safetensors").dropLast(9)))
    }
    let layer =
      "model/model.yaml:8:10: error: linear \"encoder.mean\": model/weights.safetensors: \"encoder.mean.bias\" "
    let said = [
      "missing": "model/model.yaml:8:10: error: linear \"encoder.mean\": model/weights.safetensors: there is no tensor "
        + "\"encoder.mean.bias\"",
      "extra": "model/model.yaml: error: model/weights.safetensors: no layer uses the tensor \"encoder.mean.bios\"",
      "misshapen": layer + "has the shape [5], but the model needs [4]",
      "not finite": layer + "is not finite at element 2",
      "no file": "recipe.yaml:1:8: error: cannot read model/weights.safetensors: there is no such file or folder",
      "cut": "recipe.yaml:1:8: error: model/weights.safetensors: the file has ",
    ]
    let ended = try workshop.run()
    #expect(ended.status == 65)
    let errors = ended.lines.filter { $0.contains("error:") }
    #expect(errors.count == 1 && errors[0].hasPrefix(said[damage] ?? "?"), "\(ended.errors)")
    #expect(workshop.files().isEmpty)
  }

  @Test("name both models where a vector belongs to another one")
  func otherModel() throws {
    let workshop = try Workshop(pictures: 1)
    try ToyModel.write(to: workshop.path("other"), name: "stranger", seed: 2)
    let vector = try ToyModel.vector("grin", of: workshop.path("other"))
    try vector.write(to: workshop.path("grin.safetensors"), existing: .overwrite)
    try workshop.write(
      "recipe.yaml",
      Workshop.recipe.replacingOccurrences(
        of: "  - decode:", with: "  - add attribute vector: {vector: ./grin.safetensors}\n  - decode:"))
    let ended = try workshop.run()
    #expect(ended.status == 65)
    let errors = ended.lines.filter { $0.contains("error:") }
    #expect(errors.count == 1, "\(ended.errors)")
    #expect(errors[0].hasPrefix("recipe.yaml:11:36: error: "), "\(ended.errors)")
    #expect(errors[0].contains("\"grin\" belongs to the model \"stranger\" ("), "\(ended.errors)")
    #expect(errors[0].contains("not to \"toy\" ("), "\(ended.errors)")
  }

  @Test("leave alone what exists, unless told otherwise")
  func existing() throws {
    let workshop = try Workshop(pictures: 3)
    #expect(try workshop.run("--limit", "2").status == 0)
    let first = try workshop.contents()
    let refused = try workshop.run()
    #expect(refused.status == 73)
    #expect(
      refused.lines == [
        "zoetrope: error: out/01.png and 1 other output exist already; choose another output, or say --existing skip or "
          + "--existing overwrite"
      ])
    #expect(try workshop.contents() == first)
    try workshop.write("out/01.png", "mine")
    #expect(try workshop.run("--existing", "skip").status == 0)
    #expect(try workshop.bytes("out/01.png") == Array("mine".utf8))
    #expect(workshop.files() == ["01.png", "02.png", "03.png"])
    #expect(try workshop.run("--existing", "overwrite").status == 0)
    #expect(try workshop.bytes("out/01.png") == first["01.png"])
  }
}
