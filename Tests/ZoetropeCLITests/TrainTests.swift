import Foundation
import Testing
import Zoetrope

/// Training with the real binary.
@Suite struct TrainTests {
  let workshop: Workshop

  init() throws { workshop = try Workshop() }

  private static let recipe = """
    training: small
    seed: 4
    output: trained
    parameters:
      epochs: {type: integer, default: 3}
      rate: {type: number, default: 0.01}
    data: {images: "\(Tool.root.path)/Samples/faces", fit: stretch, flip: true}
    schedule: {epochs: "${epochs}", batch: 6, rate: "${rate}"}
    model:
      input: {channels: 3, height: 16, width: 16, range: [0, 1]}
      latent: [4]
      encoder:
        - conv2d: {name: encoder.0, out: 4, kernel: 4, stride: 4, bias: false}
        - batch norm: {name: encoder.1}
        - relu
        - flatten
      posterior:
        mean: {linear: {name: mean, out: 4}}
        log variance: {linear: {name: spread, out: 4}, clamp: [-12, 4]}
      decoder:
        - linear: {name: decoder.0, out: 768}
        - reshape: [3, 16, 16]
      likelihood: {mean: {activation: sigmoid}, variance: 0.02}
    """

  private func train(_ arguments: String..., recipe: String = recipe) throws -> Ended {
    try workshop.write("small.yaml", recipe)
    return try Tool.run(["train", "small.yaml", "--progress", "plain"] + arguments, in: workshop.folder)
  }

  private func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: workshop.folder.appendingPathComponent(name))
  }

  private static let files = [
    "trained/weights.safetensors", "trained/model.yaml", "trained/README.md", "trained/training/checkpoint.safetensors",
    "trained/training/history.csv", "trained/training/loss.svg", "trained/training/reconstruction.svg",
    "trained/training/kl.svg", "trained/training/sheet-0001.png", "trained/training/sheet-0003.png",
  ]

  @Test func aModelFolderComesOutThatARecipeCanUse() throws {
    let ended = try train()
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.errors.contains("trained is trained"))
    for name in Self.files { #expect(try !bytes(name).isEmpty, "\(name)") }
    #expect(String(decoding: try bytes("trained/model.yaml"), as: UTF8.self).contains("statistics"))
    try workshop.write("recipe.yaml", Workshop.recipe.replacing("model: model", with: "model: trained"))
    try workshop.write(
      "photo.png",
      PNGWriter.encode(
        Image(size: PixelSize(width: 16, height: 16), channels: 3, samples: .bytes(Array(repeating: 90, count: 768)))))
    let run = try Tool.run(["run", "recipe.yaml", "--set", "input=photo.png"], in: workshop.folder)
    #expect(run.status == 0, "\(run.errors)")
    let shown = try Tool.run(["model", "trained"], in: workshop.folder)
    #expect(shown.status == 0 && shown.text.contains("encoder.0"))
  }

  @Test("A training that was stopped ends in the bytes of one that was not", arguments: [1, 4, 7])
  func resumes(step: Int) throws {
    #expect(try train().status == 0)
    let whole = try Self.files.map { try bytes($0) }
    try FileManager.default.removeItem(at: workshop.folder.appendingPathComponent("trained"))
    let stopped = try train("--steps", "\(step)")
    #expect(stopped.status == 0 && stopped.errors.contains("goes on from here"))
    let resumed = try train()
    #expect(resumed.errors.contains("going on after step \(step)"))
    for (name, bytes) in zip(Self.files, whole) { #expect(try self.bytes(name) == bytes, "\(name)") }
  }

  @Test func anotherRecipeDoesNotGoOnFromItsCheckpoint() throws {
    #expect(try train("--steps", "2").status == 0)
    let before = try bytes("trained/training/checkpoint.safetensors")
    let other = try train("--set", "epochs=4")
    #expect(other.status == 65 && other.errors.contains("belongs to another training"), "\(other.errors)")
    #expect(try bytes("trained/training/checkpoint.safetensors") == before)
  }

  @Test("What lies there already is not replaced", arguments: ["model.yaml", "weights.safetensors", "README.md"])
  func occupied(name: String) throws {
    try workshop.write("trained/\(name)", "mine\n")
    let ended = try train()
    #expect(ended.status == 65 && ended.errors.contains("trained has a \(name) of something else"), "\(ended.errors)")
    #expect(try String(decoding: bytes("trained/\(name)"), as: UTF8.self) == "mine\n")
    #expect(workshop.files("trained") == [name])
  }

  @Test func aFinishedModelKeepsWhatWasAddedToIt() throws {
    #expect(try train().status == 0)
    let text = String(decoding: try bytes("trained/model.yaml"), as: UTF8.self) + "dimensions: {smile: 2}\n"
    try workshop.write("trained/model.yaml", text)
    try workshop.write("trained/README.md", "my card\n")
    #expect(try train().status == 0)
    #expect(String(decoding: try bytes("trained/model.yaml"), as: UTF8.self) == text)
    #expect(String(decoding: try bytes("trained/README.md"), as: UTF8.self) == "my card\n")
  }

  @Test func theDescriptionOfATrainedModelCanBeTrainedAgain() throws {
    #expect(try train().status == 0)
    let text = String(decoding: try bytes("trained/model.yaml"), as: UTF8.self)
    try workshop.write("described.yaml", text + "prior: {mixture: prior.safetensors}\n")
    let head = try #require(Self.recipe.components(separatedBy: "model:\n").first)
    let recipe = head.replacing("output: trained", with: "output: again") + "model: described.yaml\n"
    let ended = try train(recipe: recipe)
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(try bytes("again/weights.safetensors") == bytes("trained/weights.safetensors"))
    #expect(!String(decoding: try bytes("again/model.yaml"), as: UTF8.self).contains("mixture"))
  }

  @Test func eachKindOfRecipeSaysWhichCommandTakesIt() throws {
    try workshop.write("small.yaml", Self.recipe)
    let run = try Tool.run(["run", "small.yaml"], in: workshop.folder)
    #expect(run.status == 65 && run.errors.contains("`zoetrope train` takes"), "\(run.errors)")
    let train = try Tool.run(["train", "recipe.yaml"], in: workshop.folder)
    #expect(train.status == 65 && train.errors.contains("`zoetrope run` takes"), "\(train.errors)")
  }

  @Test func aTrainingThatGoesAstrayStopsAndKeepsItsCheckpoint() throws {
    let recipe = Self.recipe.replacing(
      "log variance: {linear: {name: spread, out: 4}, clamp: [-12, 4]}",
      with: "log sigma: {linear: {name: spread, out: 4}}"
    )
    .replacing("rate: \"${rate}\"", with: "rate: 10, course: constant").replacing(
      "  rate: {type: number, default: 0.01}\n", with: "")
    #expect(try train("--steps", "1", recipe: recipe).status == 0)
    let kept = try bytes("trained/training/checkpoint.safetensors")
    let ended = try train(recipe: recipe)
    #expect(ended.status == 65 && ended.errors.contains("went astray at step 2: "), "\(ended.errors)")
    #expect(try bytes("trained/training/checkpoint.safetensors") == kept)
  }

  @Test func threePicturesAreTooFew() throws {
    let ended = try train(recipe: Self.recipe.replacing("flip: true", with: "rows: 1-3"))
    #expect(ended.status == 65 && ended.errors.contains("3 pictures are too few for a step of 6"), "\(ended.errors)")
    #expect(!FileManager.default.fileExists(atPath: workshop.folder.appendingPathComponent("trained").path))
  }

  @Test func picturesOfAnotherSizeAreNamed() throws {
    let ended = try train(recipe: Self.recipe.replacing("fit: stretch, ", with: ""))
    #expect(ended.status == 65 && ended.errors.contains(".png: "), "\(ended.errors)")
  }

  @Test func checkFindsWhatIsWrongWithoutPictures() throws {
    try workshop.write("small.yaml", Self.recipe)
    #expect(try Tool.run(["check", "small.yaml"], in: workshop.folder).status == 0)
    try workshop.write(
      "small.yaml", Self.recipe.replacing("out: 768", with: "out: 767").replacing("batch:", with: "bach:"))
    let ended = try Tool.run(["check", "small.yaml"], in: workshop.folder)
    #expect(ended.status == 65 && ended.errors.contains("bach"), "\(ended.errors)")
  }

  @Test func aSignalSavesAndTheSameCommandGoesOn() throws {
    try workshop.write("small.yaml", Self.recipe)
    let running = try Tool.start(
      ["train", "small.yaml", "--progress", "json", "--set", "epochs=100000"], in: workshop.folder)
    let checkpoint = workshop.folder.appendingPathComponent("trained/training/checkpoint.safetensors").path
    while !FileManager.default.fileExists(atPath: checkpoint), running.isRunning { usleep(20_000) }
    running.send(SIGINT)
    let ended = try running.wait()
    #expect(ended.status == 130, "\(ended.errors.suffix(500))")
    let again = try train("--set", "epochs=100000", "--steps", "1")
    #expect(again.status == 0 && again.errors.contains("going on after step"))
  }

  @Test("A full disk stops a training, which goes on when there is room again", .enabled(if: Rights.canMount))
  func fullDisk() throws {
    #expect(try workshop.shell("mkdir trained && mount -t tmpfs -o size=512k tmpfs trained").status == 0)
    defer { _ = try? workshop.shell("umount trained") }
    let ended = try train("--set", "epochs=50")
    #expect(ended.status == 74 && ended.errors.contains("is full"), "\(ended.errors)")
    #expect(workshop.files("trained").allSatisfy { !$0.contains(".zoetrope-") })
    #expect(try workshop.shell("rm trained/training/sheet-*").status == 0)
    let again = try train("--set", "epochs=50", "--steps", "1")
    #expect(again.status == 0 && again.errors.contains("going on after step"), "\(again.errors)")
  }
}
