import Testing
import ToyModel
import Zoetrope

/// Recipes with models that are told a label.
@Suite("condition")
struct ConditionTests {
  private let folder: TemporaryFolder
  private let model: Autoencoder

  init() throws {
    folder = try TemporaryFolder()
    try ToyModel.write(to: folder.path / "model", labels: ["round", "square", "flat"])
    try AtomicFile.write(PNGWriter.encode(ToyModel.picture(1)), to: folder.path / "in/1.png", existing: .error)
    model = try Autoencoder(folder: folder.path / "model")
  }

  private func run(_ stages: String, _ model: Autoencoder? = nil) throws -> RunReport {
    let text = "model: model\nseed: 3\nstages:\n" + stages
    let recipe = try Recipe(SourceFile(name: "recipe.yaml", text: text), folder: folder.path.string, settings: [])
    let own = model ?? self.model
    return try Pipeline(recipe, provenance: false) { _ in own }.run()
  }

  private func problems(_ stages: String, _ model: Autoencoder? = nil) -> [String] {
    do { _ = try run(stages, model) } catch let error as Diagnostics { return error.all.map(\.message) } catch {
      return ["\(error)"]
    }
    return []
  }

  private func save(_ name: String) -> String { "  - save: {to: \"\(folder.path)/out/\(name)\"}\n" }

  private func picture(_ name: String) throws -> Image {
    try ImageReader.decode(readFile(folder.path / "out" / name, limit: 1 << 20))
  }

  @Test("decodes the same z under each label, by name or by number")
  func sweep() throws {
    let report = try run(
      """
        - sample z: {from: prior, count: 2, temperature: 1}
        - condition: {label: [round, 1, flat]}
        - decode:
        - sample: {temperature: 0}

      """ + save("{stem}-{label}.png"))
    #expect(report.written == 6 && report.failures.isEmpty, "\(report.failures)")
    let names = ["0001-round.png", "0001-1.png", "0001-flat.png"]
    let pictures = try names.map { try picture($0).samples.bytes() }
    #expect(Set(pictures).count == 3)
  }

  @Test("is the label of a picture before encode, and stays it until another is set")
  func picture() throws {
    let decoded = "  - decode:\n  - sample: {temperature: 0}\n"
    _ = try run(
      "  - load: {from: in}\n  - condition: {label: flat}\n  - encode:\n  - sample z: {temperature: 0}\n" + decoded
        + save("first.png"))
    _ = try run(
      "  - load: {from: in}\n  - condition: {label: round}\n  - encode:\n  - condition: {label: square}\n"
        + "  - sample z: {temperature: 0}\n  - condition: {label: 2}\n" + decoded + save("second.png"))
    #expect(try picture("first.png").samples.bytes() == picture("second.png").samples.bytes())
  }

  @Test("is asked for, and refused where it has no meaning")
  func messages() throws {
    let end = "  - decode:\n  - sample: {temperature: 0}\n" + save("{stem}.png")
    let start = "  - sample z: {from: prior, count: 2, temperature: 1}\n"
    #expect(
      problems(start + end) == [
        "the model \"toy\" needs a label with everything it is given, and none is set here: put "
          + "`condition: {label: round}` before \"decode\""
      ])
    #expect(
      problems(start + "  - condition: {label: sqare}\n" + end) == [
        "the model \"toy\" has no label \"sqare\"; did you mean \"square\"?"
      ])
    #expect(
      problems(start + "  - condition: {label: 3}\n" + end) == [
        "the model \"toy\" has no label \"3\"; it has round, square, flat"
      ])
    try ToyModel.write(to: folder.path / "plain")
    #expect(
      problems(start + "  - condition: {label: round}\n" + end, try Autoencoder(folder: folder.path / "plain")) == [
        "the model \"toy\" was trained without labels; take \"condition\" out"
      ])
  }

  @Test("Pipelines/by-label.yaml has a row for each z and a column for each label")
  func recipe() throws {
    let path = FrontDoorTests.root / "Pipelines/by-label.yaml"
    let settings = [
      Setting(name: "labels", value: "[0, 1, 2]"), Setting(name: "count", value: "2"),
      Setting(name: "output", value: (folder.path / "out/sheet.png").string),
      Setting(name: "model", value: (folder.path / "model").string),
    ]
    let recipe = try Recipe(
      SourceFile(name: "by-label.yaml", bytes: readFile(path, limit: 1 << 20)), folder: path.parent.string,
      settings: settings)
    let own = model
    let report = try Pipeline(recipe, provenance: false) { _ in own }.run()
    #expect(report.written == 1 && report.failures.isEmpty, "\(report.failures)")
    let size = try picture("sheet.png").size
    #expect(size.width > 3 * 16 && size.height > 2 * 16)
  }

  @Test("is lost where one item is made of several, and asked for again")
  func gathered() throws {
    let text =
      "  - sample z: {from: prior, count: 3, temperature: 1}\n  - condition: {label: flat}\n  - curve: {steps: 2}\n"
      + "  - decode:\n  - sample: {temperature: 0}\n" + save("{stem}-{t}.png")
    #expect(problems(text).first?.contains("before \"decode\"") == true)
  }
}
