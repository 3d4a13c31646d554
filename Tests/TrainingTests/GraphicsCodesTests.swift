import Images
import Kernels
import Tensors
import Testing
import ToyModel

@testable import Training

/// Four groups of three pictures: light, rest, turn, light; of four dimensions two are named.
@Suite struct GraphicsCodesTests {
  private static let names = ["light": 2, "turn": 0]
  private static let varying = ["light", "rest", "turn", "light"]

  private func groups(_ varying: [String] = varying) throws -> PictureGroups {
    try PictureGroups(
      varying.enumerated().flatMap { number, what in (0..<3).map { _ in ("\(number)", what) } },
      values: ["light": (0..<12).map { Double($0 % 3) * 10 }, "turn": (0..<12).map { Double($0 * $0) }], source: "t")
  }

  private func codes(pull: Double = 0.5, anchor: Double? = nil) throws -> GraphicsCodes {
    try GraphicsCodes(groups(), Self.names, dimensions: 4, pull: pull, anchor: anchor)
  }

  private func noise(_ name: String) -> [Float] {
    RandomSource(seed: 1, stage: "test", item: name).normals(48)
  }

  @Test("in a group only its factor's dimension varies, and where the rest varies all without a factor do")
  func onlyTheFactorVaries() throws {
    let clamped = try codes().clamped(noise("z"), Array(0..<12)[...])
    let expected: [[Bool]] = [
      [false, false, true, false], [false, true, false, true], [true, false, false, false],
      [false, false, true, false],
    ]
    for group in 0..<4 {
      for dimension in 0..<4 {
        let values = (0..<3).map { clamped[(group * 3 + $0) * 4 + dimension] }
        #expect((Set(values).count > 1) == expected[group][dimension], "group \(group), dimension \(dimension)")
      }
    }
  }

  @Test("what is decoded keeps each group's mean of every dimension")
  func keepsTheMean() throws {
    let latents = noise("z")
    let clamped = try codes().clamped(latents, Array(0..<12)[...])
    for group in 0..<4 {
      for dimension in 0..<4 {
        let places = (0..<3).map { (group * 3 + $0) * 4 + dimension }
        let (a, b) = (places.reduce(0) { $0 + latents[$1] }, places.reduce(0) { $0 + clamped[$1] })
        #expect(abs(a - b) < 1e-5)
      }
    }
  }

  @Test("the gradients are the slopes of what the clamped latents cost, of the pull and of the anchors")
  func theGradientIsTheSlope() throws {
    let (codes, pictures, towards) = (try codes(anchor: 2), Array(0..<12)[...], noise("towards"))
    let anchors = try #require(codes.anchors)
    func value(_ latents: [Float]) -> Double {
      let reached = zip(codes.clamped(latents, pictures), towards).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
      return reached + codes.penalty(latents, pictures) + anchors.penalty(latents, pictures)
    }
    let latents = noise("z")
    var gradients = codes.shared(towards, pictures)
    codes.pull(&gradients, of: latents, pictures)
    anchors.hold(&gradients, of: latents, pictures)
    for i in latents.indices {
      var (up, down) = (latents, latents)
      up[i] += 1e-2
      down[i] -= 1e-2
      let slope = (value(up) - value(down)) / Double(up[i] - down[i])
      #expect(abs(slope - Double(gradients[i])) < 1e-3 * max(1, abs(slope)), "\(i)")
    }
  }

  @Test("an anchor costs nothing where each named dimension is its factor in standard deviations")
  func anchorsAreStandardDeviations() throws {
    let anchors = try #require(try codes(anchor: 1).anchors)
    var means = [Float](repeating: 7, count: 48)
    let squares = (0..<12).map { Double($0 * $0) }
    let mean = squares.reduce(0, +) / 12
    let deviation = (squares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 12).squareRoot()
    for i in 0..<12 {
      means[4 * i + 2] = Float(i % 3 - 1) * Float(1.5).squareRoot()
      means[4 * i] = Float((squares[i] - mean) / deviation)
    }
    #expect(anchors.penalty(means, Array(0..<12)[...]) < 1e-10)
    means[0] += 1
    #expect(abs(anchors.penalty(means, Array(0..<12)[...]) - 0.5 / 12) < 1e-6)
  }

  @Test func aFactorWithoutValuesHasNoAnchor() throws {
    let groups = try PictureGroups([("0", "light"), ("0", "light")], source: "t")
    let error = #expect(throws: TrainingError.self) {
      try GraphicsCodes(groups, Self.names, dimensions: 4, pull: 1, anchor: 1)
    }
    #expect(words(of: error).contains("\"light\" to its values"))
  }

  @Test func aFactorWithoutADimensionIsNamed() throws {
    let groups = try groups(["light", "brows"])
    let error = #expect(throws: TrainingError.self) {
      try GraphicsCodes(groups, Self.names, dimensions: 4, pull: 1)
    }
    #expect(words(of: error).contains("\"brows\" varies alone in some groups"))
  }

  @Test(
    "groups of uneven size, and with two things that vary, are refused",
    arguments: [
      (["0", "0", "1"], ["light", "light", "rest"], "one size"), (["0"], ["light"], "one size"),
      (["0", "0"], ["light", "rest"], "varies \"light\" and \"rest\""),
    ])
  func refusedGroups(numbers: [String], varying: [String], words: String) {
    let error = #expect(throws: ExamplesError.self) {
      try PictureGroups(zip(numbers, varying).map { (number: $0, varies: $1) }, source: "t.csv")
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains(words))
  }
}

/// The training with groups, from its settings.
@Suite struct GraphicsCodesTrainingTests {
  private static let named = TinyTraining.description.replacing(
    "latent: [2]", with: "latent: [2]\ndimensions: {bar: 1}")

  /// Pairs of pictures: in every other pair the bar's place varies, else the rest.
  private func examples(grouped: Bool = true) throws -> Examples {
    let plain = TinyTraining.examples(48)
    let bytes = (0..<48).flatMap { number in plain.picture(number).elements.map { UInt8(($0 * 255).rounded()) } }
    let groups = try PictureGroups((0..<48).map { ("\($0 / 2)", $0 / 2 % 2 == 0 ? "bar" : "rest") }, source: "t")
    return Examples(bytes, keys: plain.keys, groups: grouped ? groups : nil, shape: plain.shape, range: .unit)
  }

  private func settings(_ change: (inout TrainingSettings) -> Void = { _ in }) -> TrainingSettings {
    var settings = TinyTraining.settings()
    settings.augmentation = Augmentation()
    settings.objective.pull = 0.1
    change(&settings)
    return settings
  }

  private func trainer(_ settings: TrainingSettings, grouped: Bool = true) throws -> Trainer {
    try Trainer(
      TinyTraining.model(Self.named), examples(grouped: grouped), settings, StandardKernels.make(), OneWorker())
  }

  @Test("groups stay together in a batch, in another order each epoch")
  func groupsStayTogether() throws {
    let groups = try #require(try examples().groups)
    let shuffle = Shuffle(seed: 1, count: 48, batch: 8, groups: groups.members)
    let order = shuffle.order(epoch: 0)
    #expect(order.sorted() == Array(0..<48))
    for place in stride(from: 0, to: 48, by: 2) { #expect(order[place + 1] == order[place] + 1) }
    #expect(order != shuffle.order(epoch: 1))
  }

  @Test func theLossFalls() throws {
    let trainer = try trainer(settings { $0.epochs = 60 })
    let first = try trainer.advance()
    var last = first
    while trainer.step < trainer.steps { last = try trainer.advance() }
    #expect(last.loss < first.loss)
  }

  @Test("settings that groups do not allow are refused")
  func refusals() throws {
    #expect(throws: TrainingError.noGroups) { try trainer(settings(), grouped: false) }
    #expect(throws: TrainingError.variesGroups) { try trainer(settings { $0.augmentation.flips = true }) }
    #expect(throws: TrainingError.groupsDoNotFit(batch: 7, group: 2)) { try trainer(settings { $0.batch = 7 }) }
    let bernoulli = Self.named.replacing(
      "{mean: {activation: sigmoid}, variance: 0.05}", with: "{family: bernoulli, logits: {}}")
    #expect(throws: TrainingError.contrastOfLogits) {
      try Trainer(
        TinyTraining.model(bernoulli), examples(), settings { $0.objective.contrast = 1 }, StandardKernels.make(),
        OneWorker())
    }
    #expect(throws: TrainingError.codesOfMixture) {
      try Trainer(
        TinyTraining.model(CategoryTrainingTests.description(.joined)), examples(), settings(),
        StandardKernels.make(), OneWorker())
    }
  }
}
