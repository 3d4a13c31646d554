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
    #expect(Set(recipes) == Set(Self.cases.map { $0.recipe + ".yaml" }))
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
    if names.contains("faces") {
      let faces = try (0..<3).map { try face($0) }
      for number in 0..<100 { try workshop.write("faces/\(number).png", faces[number % 3]) }
    }
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
