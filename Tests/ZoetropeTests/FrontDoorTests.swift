import Foundation
import Testing
import ToyModel
import Zoetrope

@Suite("The Swift front door")
struct FrontDoorTests {
  static let root = Path(#filePath).parent.parent.parent

  private func contents(_ folder: Path) throws -> [String: [UInt8]] {
    let files = try FolderWalk(folder).files
    return Dictionary(
      uniqueKeysWithValues: try files.map { ($0.string, try readFile(folder / $0.string, limit: 1 << 24)) })
  }

  private func recipe(_ text: String, _ settings: [String: String] = [:], folder: Path) throws -> Recipe {
    try Recipe(
      SourceFile(name: "recipe.yaml", text: text), folder: folder.string,
      settings: settings.map { Setting(name: $0.key, value: $0.value) })
  }

  /// A folder with the toy model and three pictures.
  private func toy() throws -> (TemporaryFolder, Autoencoder) {
    let folder = try TemporaryFolder()
    try ToyModel.write(to: folder.path / "model")
    for number in 1...3 {
      try AtomicFile.write(
        PNGWriter.encode(ToyModel.picture(number)), to: folder.path / "in/\(number).png", existing: .error)
    }
    return (folder, try Autoencoder(folder: folder.path / "model"))
  }

  @Test("The typed line gives the same bytes as Pipelines/add-smile.yaml")
  func addSmile() throws {
    let folder = try TemporaryFolder()
    for name in ["face-01.png", "face-02.png"] {
      let bytes = try readFile(Self.root / "Samples/faces/\(name)", limit: 1 << 20)
      try AtomicFile.write(bytes, to: folder.path / "in/\(name)", existing: .error)
    }
    let input = (folder.path / "in").string
    let faces = try Models.load("builtin:faces")
    let report = try ExamplePipelines.addSmile(faces, from: input, to: (folder.path / "swift").string)
    #expect(report.written == 2 && report.failures.isEmpty)

    let text = String(decoding: try readFile(Self.root / "Pipelines/add-smile.yaml", limit: 1 << 20), as: UTF8.self)
    let recipe = try recipe(
      text, ["input": input, "output": (folder.path / "yaml").string], folder: Self.root / "Pipelines")
    #expect(try Pipeline(recipe, provenance: false) { _ in faces }.run().written == 2)
    #expect(try contents(folder.path / "swift") == contents(folder.path / "yaml"))
  }

  @Test("A branch and a join give the same bytes as the recipe that says the same")
  func branchAndJoin() throws {
    let (folder, model) = try toy()
    let report = try ExamplePipelines.branchAndJoin(
      model, from: (folder.path / "in").string, to: (folder.path / "swift").string)
    #expect(report.written == 6, "\(report.failures)")
    let yaml = try recipe(
      """
      model: model
      seed: 9
      stages:
        - load: {from: in}
        - encode:
        - sample z: {temperature: 1}
        - modify dimensions: {hue: 3}
        - modify dimensions: {dimensions: 0-1, scale: 0.5}
        - interpolate: {steps: 4, path: spherical}
          input: [sample z, "modify dimensions#2"]
        - decode:
        - sample: {temperature: 0}
        - montage: {columns: t, enlarge: 2}
        - save: {to: "\(folder.path.string)/yaml/strip_{stem}.png"}
        - decode:
          input: sample z
        - sample: {temperature: 1}
        - save: {to: "\(folder.path.string)/yaml/plain_{stem}.png"}
      """, folder: folder.path)
    #expect(try Pipeline(yaml, provenance: false).run().written == 6)
    #expect(try contents(folder.path / "swift") == contents(folder.path / "yaml"))
  }

  @Test("What is wrong is found when the pipeline is made")
  func early() throws {
    let (folder, model) = try toy()
    #expect(throws: FieldError.self) {
      try Pipeline(model: model) {
        Load(from: folder.path.string)
        Encode()
        SampleZ(temperature: 0)
        AddAttributeVector("smirk", strength: 1)
        Decode()
        Sample(temperature: 0)
        Save(to: "{stem}.png")
      }
    }
    #expect(throws: FieldError.self) {
      try Pipeline(model: model) {
        Load(from: folder.path.string)
        Save(to: "{strength}.png")
      }
    }
  }

  @Test("Settings choose the items; existing outputs are refused, skipped or overwritten")
  func settings() throws {
    let (folder, model) = try toy()
    func pipeline(_ existing: ExistingFiles) throws -> Pipeline {
      try Pipeline(model: model, existing: existing) {
        Load(from: (folder.path / "in").string)
        Encode()
        SampleZ(temperature: 0)
        Decode()
        Sample(temperature: 0)
        Save(to: (folder.path / "out").string + "/{stem}.png")
      }
    }
    var settings = RunSettings()
    settings.restriction.limit = 2
    #expect(try pipeline(.error).run(settings).written == 2)
    let refusal = #expect(throws: ExistingOutputs.self) { try pipeline(.error).run() }
    #expect(refusal?.count == 2 && refusal?.first.hasSuffix("out/1.png") == true)
    #expect(try pipeline(.skip).run().written == 1)
    #expect(try pipeline(.overwrite).run().written == 3)
    settings.memory = 1 << 20
    #expect(throws: MemoryTooSmall.self) { try pipeline(.overwrite).run(settings) }
    settings.memory = 1 << 30
    #expect(try pipeline(.overwrite).run(settings).written == 2)
  }

  @Test("A pipeline may be run from many threads at once", .timeLimit(.minutes(2)))
  func concurrent() async throws {
    let (folder, model) = try toy()
    let written = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<6 {
        group.addTask {
          try ExamplePipelines.branchAndJoin(
            model, from: (folder.path / "in").string, to: (folder.path / "out\(number)").string
          ).written
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(written == 36)
    for number in 1..<6 { #expect(try contents(folder.path / "out0") == contents(folder.path / "out\(number)")) }
  }
}
