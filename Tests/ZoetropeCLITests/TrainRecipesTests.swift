import Foundation
import Testing
import Zoetrope

/// Every training recipe that comes with Zoetrope makes a model, here in a step or two on small data of its kind.
@Suite("The recipes of Pipelines/train/")
struct TrainRecipesTests {
  /// A recipe and what the test sets to keep it short.
  struct Case: CustomTestStringConvertible, Sendable {
    let recipe: String
    let settings: [String]
    /// Epochs that it trains.
    var epochs = 1
    var testDescription: String { recipe }
  }

  private static let small = ["rows=1-100", "hidden=12", "latent=2"]
  static let cases = [
    Case(recipe: "autoencoder", settings: ["images=pictures.idx"] + small, epochs: 2),
    Case(recipe: "digits", settings: ["images=pictures.idx"] + small, epochs: 2),
    Case(recipe: "digits-plane", settings: ["images=pictures.idx"] + small),
    Case(recipe: "digits-mixture", settings: ["images=pictures.idx", "rows=1-100", "hidden=12"]),
    Case(
      recipe: "digits-categories", settings: ["images=pictures.idx", "rows=1-100", "hidden=12"]),
    Case(
      recipe: "digits-learned-prior", settings: ["images=pictures.idx", "components=3"] + small),
    Case(
      recipe: "digits-by-label", settings: ["images=pictures.idx", "labels=labels.idx"] + small),
    Case(recipe: "cifar10", settings: ["folder=cifar", "batch=5", "latent=3"]),
    Case(recipe: "beta", settings: ["images=faces", "batch=50", "rise=1"]),
    Case(recipe: "faces", settings: ["images=faces", "rows=1-100"]),
    Case(recipe: "faces-sharp", settings: ["images=faces", "rows=1-50"]),
    Case(recipe: "drawn-faces", settings: ["images=groups", "beta=1"]),
    Case(recipe: "demo", settings: ["images=faces64"]),
  ]

  let workshop: Workshop

  init() throws { workshop = try Workshop(pictures: 0) }

  @Test("train on data of their kind and leave a model that can be used", arguments: cases)
  func train(_ example: Case) throws {
    try writeData(for: example)
    let recipe = Tool.root.appendingPathComponent("Pipelines/train/\(example.recipe).yaml").path
    let settings = (example.settings + ["epochs=\(example.epochs)", "output=trained"]).flatMap { ["--set", $0] }
    let checked = try Tool.run(["check", recipe] + settings, in: workshop.folder)
    #expect(checked.status == 0, "\(checked.errors)")
    let ended = try Tool.run(["train", recipe, "--progress", "none"] + settings, in: workshop.folder)
    #expect(ended.status == 0, "\(ended.errors)")
    let history = String(decoding: try workshop.bytes("trained/training/history.csv"), as: UTF8.self)
    #expect(history.split(separator: "\n").count == 1 + example.epochs, "\(history)")
    let shown = try Tool.run(["model", "trained"], in: workshop.folder)
    #expect(shown.status == 0 && shown.text.contains(example.recipe), "\(shown.errors)")
  }

  @Test("the recipes of Pipelines/theory/ draw what a model with two latents makes of its plane")
  func theory() throws {
    try train(try #require(Self.cases.first { $0.recipe == "digits-plane" }))
    for number in 0..<3 {
      let grey = Image(
        size: PixelSize(width: 28, height: 28), channels: 1, samples: .bytes(samples(784, from: 31 * number)))
      try workshop.write("digits/\(number).png", PNGWriter.encode(grey))
    }
    let folder = Tool.root.appendingPathComponent("Pipelines/theory").path
    func run(_ recipe: String, _ settings: String...) throws {
      let all = ["model=trained"] + settings
      let ended = try Tool.run(
        ["run", "\(folder)/\(recipe).yaml"] + all.flatMap { ["--set", $0] }, in: workshop.folder)
      #expect(ended.status == 0, "\(recipe): \(ended.errors)")
    }
    try run("plane", "input=digits/0.png", "steps=3")
    try run("between", "input=digits", "steps=4")
    try run("loop", "input=digits", "steps=2")
    #expect(PipelinesTests.Sheet(columns: 3, rows: 3, cell: 28).fits(try workshop.picture("out/plane.png").size))
    #expect(PipelinesTests.Sheet(columns: 4, cell: 28).fits(try workshop.picture("out/between/0~1.png").size))
    #expect(try workshop.bytes("out/loop.gif").starts(with: Array("GIF89a".utf8)))
    let recipes = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(Set(recipes) == ["plane.yaml", "between.yaml", "loop.yaml"])
  }

  @Test("what make train-demo trains takes a smile that is fitted on its own faces")
  func demonstration() throws {
    try train(try #require(Self.cases.first { $0.recipe == "demo" }))
    try draw("smiles", "--count", "100", "--ends", "smile")
    let fitted = try Tool.run(
      [
        "attribute", "fit", "smile", "--model", "trained", "--images", "smiles", "--labels", "smiles/factors.csv:smile",
        "--out", "trained/attributes/smile.safetensors",
      ], in: workshop.folder)
    #expect(fitted.status == 0, "\(fitted.errors)")
    let recipe = Tool.root.appendingPathComponent("Pipelines/drawn-smile.yaml").path
    let ended = try Tool.run(
      ["run", recipe, "--limit", "2", "--set", "model=trained", "--set", "output=smile.png"], in: workshop.folder)
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(PipelinesTests.Sheet(columns: 5, rows: 2).fits(try workshop.picture("smile.png").size))
  }

  @Test("a list of betas trains a model each, and tells in a table what each came to")
  func betas() throws {
    try draw("drawn", "--count", "120", "--size", "32", "--levels", "2", "--vary", "light,skin")
    let recipe = Tool.root.appendingPathComponent("Pipelines/train/betas.yaml").path
    let ended = try Tool.run(
      ["train", recipe, "--progress", "none", "--set", "images=drawn", "--set", "output=betas", "--set", "epochs=1"],
      in: workshop.folder)
    #expect(ended.status == 0, "\(ended.errors)")
    let rows = String(decoding: try workshop.bytes("betas/betas.csv"), as: UTF8.self).split(separator: "\n")
    #expect(rows.first == "beta,squared error,KL,active dimensions,beta-VAE metric,MIG")
    #expect(rows.dropFirst().map { $0.split(separator: ",")[0] } == ["1.0", "2.0", "4.0", "8.0"])
    #expect(ended.text.split(separator: "\n").count == 5, "\(ended.text)")
    for beta in [1, 2, 4, 8] { #expect(!(try workshop.bytes("betas/beta-\(beta)/weights.safetensors").isEmpty)) }
  }

  @Test(
    "Pictures and models that graphics codes cannot learn from are refused in one line",
    arguments: [
      (["--group", "4", "--alone", "brows,rest"], ["pull=1"], "no dimension of the model is called so"),
      (["--group", "7", "--alone", "light,rest"], ["pull=1"], "a batch of 96 is not made of whole groups of 7"),
      ([], ["pull=1"], "groups of pictures in which one thing alone varies"),
    ])
  func refusedGroups(drawing: [String], settings: [String], words: String) throws {
    try draw("drawn", ["--count", "84"] + drawing)
    let recipe = Tool.root.appendingPathComponent("Pipelines/train/drawn-faces.yaml").path
    let ended = try Tool.run(
      ["train", recipe, "--set", "images=drawn", "--set", "output=m"] + settings.flatMap { ["--set", $0] },
      in: workshop.folder)
    #expect(ended.status == 65 && ended.errors.contains(words), "\(ended.status) \(ended.errors)")
  }

  @Test("a model that was trained with labels decodes the same latents under each of them")
  func byLabel() throws {
    let trained = try #require(Self.cases.first { $0.recipe == "digits-by-label" })
    try train(trained)
    let recipe = Tool.root.appendingPathComponent("Pipelines/by-label.yaml").path
    let ended = try Tool.run(
      ["run", recipe, "--set", "model=trained", "--set", "count=2", "--set", "labels=[3, 7, 1]"], in: workshop.folder)
    #expect(ended.status == 0, "\(ended.errors)")
    let size = try workshop.picture("out/by-label.png").size
    #expect(PipelinesTests.Sheet(columns: 3, rows: 2, cell: 56).fits(size), "\(size)")
  }

  @Test("a model that found categories decodes the same latents as each of them")
  func byCategory() throws {
    let trained = try #require(Self.cases.first { $0.recipe == "digits-categories" })
    try train(trained)
    let recipe = Tool.root.appendingPathComponent("Pipelines/by-category.yaml").path
    let ended = try Tool.run(
      [
        "run", recipe, "--set", "model=trained", "--set", "count=2", "--set",
        "categories=[3, 7, 1]",
      ],
      in: workshop.folder)
    #expect(ended.status == 0, "\(ended.errors)")
    let size = try workshop.picture("out/by-category.png").size
    #expect(PipelinesTests.Sheet(columns: 3, rows: 2, cell: 56).fits(size), "\(size)")
  }

  @Test("are all among those that the tests train")
  func complete() throws {
    let folder = Tool.root.appendingPathComponent("Pipelines/train").path
    let recipes = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(Set(recipes) == Set((Self.cases.map(\.recipe) + ["betas"]).map { $0 + ".yaml" }))
  }
}

extension TrainRecipesTests {
  /// Writes the files that a case's settings name.
  private func writeData(for example: Case) throws {
    let names = example.settings.map { $0.split(separator: "=")[1] }
    if names.contains("pictures.idx") {
      try workshop.write("pictures.idx", [0, 0, 8, 3, 0, 0, 0, 100, 0, 0, 0, 28, 0, 0, 0, 28] + samples(100 * 784))
    }
    if names.contains("labels.idx") {
      try workshop.write("labels.idx", [0, 0, 8, 1, 0, 0, 0, 100] + (0..<100).map { UInt8($0 % 10) })
    }
    if names.contains("cifar") {
      for number in 1...5 {
        let records = (0..<2).flatMap { [UInt8(number + $0)] + samples(3072, from: number) }
        try workshop.write("cifar/data_batch_\(number).bin", records)
      }
    }
    if names.contains("groups") {
      try draw(
        "groups", "--count", "120", "--group", "4", "--alone", "smile,head-turn,rest,smile,head-rise,light,rest")
    }
    if names.contains("faces64") { try draw("faces64", "--count", "100") }
    if names.contains("faces") {
      let faces = try (0..<3).map { try face($0) }
      for number in 0..<100 { try workshop.write("faces/\(number).png", faces[number % 3]) }
    }
  }

  private func draw(_ folder: String, _ arguments: String...) throws { try draw(folder, arguments) }

  private func draw(_ folder: String, _ arguments: [String]) throws {
    let drawn = try Tool.run(["draw-faces", "-o", folder] + arguments, in: workshop.folder)
    #expect(drawn.status == 0, "\(drawn.errors)")
  }

  private func samples(_ count: Int, from first: Int = 0) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: ($0 + first) &* ($0 / 97 + 7)) }
  }

  /// A picture of the size of CelebA's aligned faces, as a PNG.
  private func face(_ number: Int) throws -> [UInt8] {
    let size = PixelSize(width: 89, height: 109)
    return try PNGWriter.encode(
      Image(size: size, channels: 3, samples: .bytes(samples(3 * size.count, from: number))))
  }
}
