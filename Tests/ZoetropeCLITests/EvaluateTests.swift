import Foundation
import Testing
import ToyModel
import Zoetrope

/// `zoetrope evaluate` and `zoetrope prior` on a toy model and on folders with something wrong.
@Suite("Evaluating and priors")
struct EvaluateTests {
  private func run(_ workshop: Workshop, _ arguments: String...) throws -> Ended {
    try Tool.run(arguments, in: workshop.folder)
  }

  /// Labels of so many pictures; of the last ones there are none.
  private func table(_ workshop: Workshop, _ count: Int) throws {
    let rows = (1...count).map { "\($0 < 10 ? "0" : "")\($0).png,\($0 % 3 == 0 ? 1 : 0),1\n" }.joined()
    try workshop.write("labels.csv", "image,third,all\n" + rows)
  }

  @Test("evaluate tells everything as text and as JSON, and draws a sheet and bars, the same every time")
  func evaluate() throws {
    let workshop = try Workshop(pictures: 72)
    try table(workshop, 70)
    func evaluate(_ out: String, _ more: String...) throws -> Ended {
      try Tool.run(
        [
          "evaluate", "model", "pictures", "--draws", "3", "--probe", "labels.csv:third", "--labels", "12,20",
          "--frechet", "model", "--out", out,
        ] + more, in: workshop.folder)
    }
    let ended = try evaluate("out")
    #expect(ended.status == 0, "\(ended.errors)")
    for words in [
      "72 pictures of pictures, model toy, 3 draws a picture", "mean squared error", "PSNR", "KL divergence", "ELBO",
      "log p(x)", "bits per dimension", "sharpness, prior N(0, I)", "of 4 latent dimensions are active",
      "accuracy of third by logistic regression", "raw pixels", "in the latent space of toy",
    ] { #expect(ended.text.contains(words), "\(words): \(ended.text)") }
    #expect(
      ended.lines.contains(
        "zoetrope: warning: 2 of 72 pictures have no label of third and are left out of the probe"))
    #expect(workshop.files() == ["kl.png", "kl.svg", "sheet.png"])
    #expect(try workshop.picture("out/sheet.png").size.width > 8 * 8 * 4)
    let json = try evaluate("again", "--json")
    let report = try JSONValue.parse(json.text)
    #expect(report["elbo"]?["mean"]?.double != nil && report["dimensions"]?.array?.count == 4)
    #expect(report["probes"]?.array?[0]["rows"]?.array?.count == 4)
    #expect(report["frechet"]?["rows"]?.array?.count == 2)
    #expect(try workshop.contents("out") == workshop.contents("again"))
    #expect(try evaluate("out").status == 73)
    #expect(try evaluate("out", "--overwrite").text == ended.text)
  }

  @Test("a bad picture fails alone, and only the rows that are asked for are read")
  func bad() throws {
    let workshop = try Workshop(pictures: 5)
    try workshop.write("pictures/03.png", "no picture")
    let ended = try run(workshop, "evaluate", "model", "pictures", "--rows", "1-4")
    #expect(ended.status == 1 && ended.text.hasPrefix("3 pictures of pictures"), "\(ended.errors)")
    #expect(ended.lines[0].hasPrefix("zoetrope: error: pictures/03.png: "))
  }

  @Test("a conditional model is told each picture's class, and says what is missing")
  func conditional() throws {
    let workshop = try Workshop(pictures: 4)
    try ToyModel.write(to: workshop.path("model"), labels: ["round", "flat"])
    func error(_ condition: String...) throws -> String {
      let ended = try Tool.run(["evaluate", "model", "pictures"] + condition, in: workshop.folder)
      #expect(ended.status != 0 && ended.text.isEmpty)
      return ended.errors
    }
    #expect(try error().contains("say by --condition which of round, flat each picture is"))
    try workshop.write("kinds.csv", "image,kind\n01.png,round\n02.png,flat\n03.png,round\n")
    let lacking = try error("--condition", "kinds.csv:kind")
    #expect(lacking.contains("nothing says the class of 04.png"), "\(lacking)")
    try workshop.write("kinds.csv", "image,kind\n01.png,round\n02.png,flat\n03.png,round\n04.png,oval\n")
    #expect(
      try error("--condition", "kinds.csv:kind").contains("04.png is \"oval\", but the model knows only round, flat"))
    func told(_ last: String) throws -> String {
      try workshop.write("kinds.csv", "image,kind\n01.png,round\n02.png,flat\n03.png,round\n04.png,\(last)\n")
      let ended = try run(
        workshop, "evaluate", "model", "pictures", "--condition", "kinds.csv:kind", "--frechet", "plain", "--out", last)
      #expect(ended.status == 0, "\(ended.errors)")
      return ended.text
    }
    try ToyModel.write(to: workshop.path("plain"))
    #expect(try told("round") != told("flat"))
    let plain = try run(workshop, "evaluate", "plain", "pictures", "--condition", "kinds.csv:kind")
    #expect(plain.errors.contains("toy has no condition; leave --condition out"), "\(plain.errors)")
  }

  @Test("prior fit writes a mixture that recipes draw from; the model stays what it was")
  func prior() throws {
    let workshop = try Workshop(pictures: 12)
    try workshop.write(
      "prior.yaml",
      """
      model: model
      stages:
        - sample z: {from: prior, count: 6, temperature: 1}
        - decode:
        - sample: {temperature: 0}
        - save: {to: "${output}/{stem}.png"}
      parameters:
        output: {type: path, default: out}

      """)
    #expect(try workshop.run("run", "prior.yaml").status == 0)
    let before = try workshop.contents()
    let fingerprint = try run(workshop, "model", "model").text.split(separator: "\n").first {
      $0.hasPrefix("fingerprint")
    }
    let fitted = try run(workshop, "prior", "fit", "model", "pictures", "--components", "2")
    #expect(fitted.status == 0, "\(fitted.errors)")
    #expect(
      fitted.lines[0]
        == "model/prior.safetensors: a mixture of 2 normal distributions, fitted on 12 pictures of pictures")
    let shown = try run(workshop, "model", "model").text
    #expect(
      shown.contains(
        "prior        a mixture of 2 normal distributions, fitted on 12 pictures of pictures, fingerprint "))
    #expect(shown.split(separator: "\n").contains { $0 == fingerprint })
    #expect(try workshop.run("run", "prior.yaml", "--set", "output=drawn").status == 0)
    #expect(try Set(workshop.contents("drawn").values).isDisjoint(with: before.values))
    #expect(try run(workshop, "rerun", "drawn/0003.png").status == 0)
    #expect(try run(workshop, "prior", "fit", "model", "pictures", "--components", "2").status == 73)
    let again = try run(
      workshop, "prior", "fit", "model", "pictures", "--components", "3", "--seed", "4", "--overwrite")
    #expect(again.status == 0, "\(again.errors)")
    let other = try run(workshop, "rerun", "drawn/0003.png")
    #expect(other.status == 65 && other.errors.contains("but the model's prior is now the mixture"), "\(other.errors)")
  }

  struct Refusal: CustomTestStringConvertible, Sendable {
    let arguments: String
    let status: Int32
    let words: String
    var testDescription: String { arguments }
  }

  static let refusals = [
    Refusal(
      arguments: "evaluate model hollow", status: 66, words: "there are no pictures (.png, .jpg, .jpeg, .ppm) in hollow"
    ),
    Refusal(arguments: "evaluate model nowhere", status: 66, words: "nowhere: there is no such file or folder"),
    Refusal(arguments: "evaluate gone pictures", status: 65, words: "there is no model folder gone"),
    Refusal(
      arguments: "evaluate model pictures --rows 1-1", status: 65,
      words: "a distribution needs at least two pictures, and one could be used"),
    Refusal(arguments: "evaluate model pictures --rows 1-9", status: 64, words: "there are 3 pictures"),
    Refusal(
      arguments: "evaluate model pictures --probe labels.csv:thrid", status: 65,
      words: "labels.csv has no column \"thrid\"; did you mean \"third\"?"),
    Refusal(
      arguments: "evaluate model pictures --probe labels.csv:all", status: 65,
      words: "all of the 3 labelled pictures have \"all\"; a probe needs some of both"),
    Refusal(
      arguments: "evaluate model pictures --probe labels.csv:third --labels 50", status: 65,
      words: "3 pictures have a label of \"third\", too few to learn from 50 and to be judged by 50 others"),
    Refusal(arguments: "evaluate model pictures --labels 50,x", status: 64, words: "invalid for '--labels"),
    Refusal(arguments: "evaluate model pictures --draws=-1", status: 64, words: "--draws takes a number from 0 on"),
    Refusal(
      arguments: "evaluate model pictures --frechet model", status: 65,
      words: "a Fréchet distance needs at least 4 pictures, and there are 3"),
    Refusal(
      arguments: "prior fit model pictures", status: 65,
      words: "10 components cannot be fitted to 3 pictures; give at least 10, or ask for fewer with --components"),
    Refusal(
      arguments: "prior fit model pictures --components 0", status: 64, words: "--components takes a number from 1 on"),
    Refusal(
      arguments: "prior fit builtin:faces pictures", status: 65,
      words: "builtin:faces comes with the program and stays as it is; copy its folder, and fit the copy"),
    Refusal(arguments: "prior fit model hollow", status: 66, words: "there are no pictures"),
    Refusal(arguments: "prior fit model same --components 2", status: 65, words: "pictures/bad.png: "),
  ]

  @Test("What is wrong is told in one line, and nothing is written", arguments: refusals)
  func refused(_ example: Refusal) throws {
    let workshop = try Workshop(pictures: 3)
    try table(workshop, 3)
    try FileManager.default.createDirectory(
      at: workshop.folder.appendingPathComponent("hollow"), withIntermediateDirectories: true)
    try workshop.write("same/pictures/bad.png", "no picture")
    let before = try workshop.contents("model")
    let ended = try Tool.run(example.arguments.split(separator: " ").map(String.init), in: workshop.folder)
    #expect(ended.status == example.status, "\(ended.errors)")
    #expect(ended.errors.contains(example.words), "\(ended.errors)")
    #expect(ended.output.isEmpty)
    #expect(try workshop.contents("model") == before)
  }

  @Test("A model whose weights give no number is refused by its first picture, and nothing is written")
  func notFinite() throws {
    let workshop = try Workshop(pictures: 4)
    try ToyModel.write(to: workshop.path("wild")) { $0["encoder.mean.weight"] = Tensor([4, 192], repeating: 3e38) }
    let ended = try run(workshop, "prior", "fit", "wild", "pictures", "--components", "2")
    #expect(ended.status == 65, "\(ended.errors)")
    #expect(
      ended.errors.contains(
        "pictures/01.png: the model gives a posterior with a number that is infinite or not a number"),
      "\(ended.errors)")
    #expect(workshop.files("wild") == ["model.yaml", "weights.safetensors"])
  }
}
