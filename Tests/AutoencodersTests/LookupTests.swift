import Files
import Foundation
import Testing

@testable import Autoencoders

@Suite("A model is found")
struct LookupTests {
  private func folders(_ home: TemporaryFolder, executables: [String] = []) -> ResourceFolders {
    ResourceFolders(home: home.path.string, executables: executables)
  }

  private func addModel(_ name: String, to folder: Path) throws {
    try createFolders(folder / name)
    try AtomicFile.write(Array("format: 1\n".utf8), to: folder / name / "model.yaml", existing: .error)
  }

  @Test("as builtin:NAME, or by its folder")
  func parsing() {
    #expect(ModelLocation("builtin:faces") == .builtin("faces"))
    #expect(ModelLocation("models/x", relativeTo: "/r") == .folder("/r/models/x"))
    #expect(ModelLocation("/m", relativeTo: "/r") == .folder("/m"))
    #expect(ModelLocation("builtin:faces").description == "builtin:faces")
  }

  @Test("in ZOETROPE_HOME before the folders beside the executable, links resolved")
  func order() throws {
    let (home, installed, links) = (try TemporaryFolder(), try TemporaryFolder(), try TemporaryFolder())
    try addModel("faces", to: home.path / "Models")
    try addModel("faces", to: installed.path / "share/zoetrope/Models")
    try addModel("digits", to: installed.path / "share/zoetrope/Models")
    try addModel("built", to: installed.path / "bin/Zoetrope_Zoetrope.resources/Models")
    try installed.write("", to: "bin/zoetrope")
    try links.link(installed.path / "bin/zoetrope", to: "zoetrope")
    let folders = folders(home, executables: [(links.path / "zoetrope").string])
    #expect(folders.models().map(\.name) == ["built", "digits", "faces"])
    #expect(try ModelLocation.builtin("faces").resolve(folders) == home.path / "Models/faces")
    #expect(try ModelLocation.builtin("digits").resolve(folders).kind == .folder)
  }

  @Test("or the nearest one is named")
  func missing() throws {
    let home = try TemporaryFolder()
    try addModel("faces", to: home.path / "Models")
    let error = #expect(throws: ModelLookupError.self) { try ModelLocation.builtin("fases").resolve(folders(home)) }
    #expect(
      error.map { "\($0)" }
        == "there is no model \"builtin:fases\"; did you mean \"builtin:faces\"?")
    #expect(throws: ModelLookupError.noFolder(home.path / "no")) {
      try ModelLocation.folder(home.path / "no").resolve(folders(home))
    }
    try home.write("", to: "file")
    #expect(throws: ModelLookupError.notAFolder(home.path / "file")) {
      try ModelLocation.folder(home.path / "file").resolve(folders(home))
    }
  }

  @Test("in what the build leaves beside the executable")
  func build() throws {
    #expect(try ModelLocation("builtin:faces").resolve().name == "faces")
  }

  @Test("with its vectors, which all belong to it")
  func faces() throws {
    let model = try Autoencoder(folder: Reference.root / "Sources/Zoetrope/Models/faces")
    #expect(try model.attributeNames() == ["bangs", "blond-hair", "eyeglasses", "male", "smile", "young"])
    for name in try model.attributeNames() {
      let vector = try model.attribute(name)
      #expect(vector.name == name)
      #expect(abs(Double(vector.gap) - vector.vector.norm) < 1e-4)
    }
    #expect(model.description.statistics != nil)
  }
}
