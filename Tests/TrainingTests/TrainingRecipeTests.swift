import Documents
import Files
import Foundation
import Images
import Recipes
import Testing

@testable import Training

@Suite struct TrainingRecipeTests {
  static let model =
    "model:\n"
    + TinyTraining.description.split(separator: "\n").dropFirst(2).map { "  " + $0 + "\n" }.joined()

  private func read(_ text: String, _ settings: [Setting] = []) throws -> TrainingRecipe {
    try TrainingRecipe(SourceFile(name: "t.yaml", text: text), folder: "recipes", settings: settings)
  }

  static let plain = "training: tiny\noutput: out\ndata: {images: faces}\n" + model

  @Test func whatIsNotSaidHasItsDefault() throws {
    let recipe = try read(Self.plain)
    #expect(recipe.name == "tiny")
    #expect(recipe.output == "out")
    #expect(recipe.data == .folder(PictureFolder("recipes/faces")))
    #expect(recipe.settings == TrainingSettings())
    try recipe.check()
  }

  @Test func everythingThatIsSaidCounts() throws {
    let recipe = try read(
      """
      training: tiny
      seed: 9
      output: out
      data: {images: faces, crop: [5, 18, 84, 97], fit: pad, rows: 3-20, flip: true, labels: "a.csv:Smiling"}
      objective: {beta: 4, warm up: 100, capacity: 25, capacity steps: 50, free bits: 0.1, variance weight: 0.5, pull: 3, anchor: 2, contrast: 6}
      schedule: {epochs: 3, batch: 7, accumulate: 2, rate: 0.01, course: cosine, warm up: 0.1, weight decay: 0.2, clip: 5, average: 0.99}

      """ + Self.model)
    var folder = PictureFolder("recipes/faces", fit: .pad, rows: 3...20)
    folder.crop = CropBox(left: 5, top: 18, right: 84, bottom: 97)
    folder.labels = .table("recipes/a.csv", column: "Smiling")
    #expect(recipe.data == .folder(folder))
    let settings = recipe.settings
    #expect(settings.seed == 9 && settings.augmentation.flips && settings.epochs == 3 && settings.batch == 7)
    #expect(settings.accumulation == 2 && settings.clipping == 5 && settings.average == 0.99)
    #expect(settings.adam.weightDecay == 0.2)
    #expect(settings.rate == LearningRate(peak: 0.01, course: .cosine, warmUp: 0.1))
    #expect(settings.objective.beta == Ramp(from: 0, to: 4, steps: 100))
    #expect(settings.objective.capacity == Ramp(from: 0, to: 25, steps: 50))
    #expect(settings.objective.freeBits == 0.1 && settings.objective.varianceWeight == 0.5)
    #expect(settings.objective.pull == 3 && settings.objective.anchor == 2 && settings.objective.contrast == 6)
  }

  @Test("a list of betas is a training each, in a folder of its own, and none takes another's checkpoint")
  func aListOfBetas() throws {
    let all = try read(
      "training: tiny\noutput: out\ndata: {images: faces}\nobjective: {beta: [1, 2.5, 8], warm up: 10}\n" + Self.model
    ).each
    #expect(all.map(\.output) == ["out/beta-1", "out/beta-2.5", "out/beta-8"])
    #expect(all.map(\.settings.objective.beta) == [1, 2.5, 8].map { Ramp(from: 0, to: $0, steps: 10) })
    #expect(Set(all.map(\.resolved)).count == 3)
    #expect(try read(Self.plain).each.map(\.output) == ["out"])
  }

  @Test("betas that cannot be are refused", arguments: ["[1, 1]", "-1", "[1, -2]", "many"])
  func refusedBetas(betas: String) {
    let error = #expect(throws: Diagnostics.self) {
      try read("training: tiny\noutput: out\ndata: {images: faces}\nobjective: {beta: \(betas)}\n" + Self.model)
    }
    #expect(words(of: error).contains("\"beta\""))
  }

  @Test func parametersArePutIn() throws {
    let text = """
      training: tiny
      output: ${output}
      parameters:
        output: {type: path, default: models/tiny}
        epochs: {type: integer, default: 5}
        images: {type: path, default: faces}
      data: {images: "${images}"}
      schedule: {epochs: "${epochs}"}

      """
    #expect(try read(text + Self.model).settings.epochs == 5)
    let given = try read(
      text + Self.model, [Setting(name: "epochs", value: "2"), Setting(name: "images", value: "mine")])
    #expect(given.settings.epochs == 2)
    #expect(given.data == .folder(PictureFolder("mine")))
  }

  @Test func allMistakesAreToldAtOnceWithTheirPlaces() throws {
    let error = #expect(throws: Diagnostics.self) {
      try read(
        """
        training: tiny
        data: {images: faces, crop: [5, 18, 4, 97], rows: 20-3, labels: none}
        objective: {betta: 4, capacity steps: 5, anchor: 2, contrast: 1}
        schedule: {epochs: 0, course: circle}
        """)
    }
    let text = words(of: error)
    for expected in [
      "\"output\"", "\"model\"", "\"crop\"", "\"rows\"", "\"labels\"", "\"betta\"", "\"capacity steps\"", "\"anchor\"",
      "\"contrast\"", "\"epochs\"", "one cycle", "t.yaml:2:", "t.yaml:3:", "t.yaml:4:",
    ] {
      #expect(text.contains(expected), "\(expected) in:\n\(text)")
    }
  }

  @Test(arguments: [
    ("{images: a, idx: b}", "images and idx"), ("{flip: true}", "needs one of"),
    ("{idx: a, crop: [0, 0, 1, 1]}", "\"crop\" is for"),
  ])
  func picturesComeFromOnePlace(data: String, expected: String) throws {
    let error = #expect(throws: Diagnostics.self) {
      try read("training: t\noutput: o\ndata: \(data)\n" + Self.model)
    }
    #expect(words(of: error).contains(expected))
  }

  @Test func aModelWhoseLayersDoNotFitIsToldAtItsPlaceInTheRecipe() throws {
    let recipe = try read(Self.plain.replacing("out: 16", with: "out: 15"))
    let error = #expect(throws: Diagnostics.self) { try recipe.check() }
    #expect(words(of: error).contains("t.yaml:"))
  }

  @Test func anInterleavedHeadIsNotLearnt() throws {
    let joint = "  posterior: {layout: interleaved, head: {linear: {name: mean, out: 4}}}\n  decoder:"
    let start = try #require(Self.plain.range(of: "  posterior:"))
    let end = try #require(Self.plain.range(of: "  decoder:"))
    let text = Self.plain.replacingCharacters(in: start.lowerBound..<end.upperBound, with: joint)
    let error = #expect(throws: Diagnostics.self) { try read(text).check() }
    #expect(words(of: error).contains("interleaved"), "\(words(of: error))")
  }
}
