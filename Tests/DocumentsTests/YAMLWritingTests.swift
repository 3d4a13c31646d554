import Foundation
import Testing

@testable import Documents

@Suite struct YAMLWritingTests {
  /// What a node says, without where it stands.
  private indirect enum Meaning: Equatable {
    case null
    /// A text, or more than that: a number or a truth.
    case text(String, isMore: Bool)
    case list([Meaning])
    case mapping([String], [Meaning])

    init(_ node: Node) {
      switch node.value {
      case .null: self = .null
      case .scalar(let scalar): self = .text(scalar.text, isMore: scalar.double != nil || scalar.bool != nil)
      case .sequence(let nodes): self = .list(nodes.map(Meaning.init))
      case .mapping(let fields): self = .mapping(fields.map(\.key.text), fields.map { Meaning($0.value) })
      }
    }
  }

  private func meaning(_ text: String) throws -> Meaning { Meaning(try YAML.read(SourceFile(name: "t", text: text))) }

  @Test(
    "What is written reads as the same",
    arguments: [
      "a: 1", "a: \"1\"", "a:", "[]", "{}", "a: [1, [2, x], {b: c}]", "- a\n- b: {c: d, e: [1, 2]}\n- {f: 1, g: 2}",
      "text: \"two\\nlines, {and} [more]: #5 — é\"", "key with blanks: -0.5e-3\nother: true\n\"12\": no",
      "deep: {a: {b: {c: [{d: e}]}}}", "- - 1\n  - 2\n- [3]", "a: |\n  block\n  text\nb: >-\n  folded\n  text",
      "name: encoder.0\nrange: [0, 1]\nchannels: 3-5\nlatent: [32, height/8, width/8]",
    ])
  func roundTrip(text: String) throws {
    let node = try YAML.read(SourceFile(name: "t", text: text))
    #expect(try meaning(node.yaml) == meaning(text), "\(node.yaml)")
  }

  @Test func everyRecipeOfTheTreeSurvives() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folders = ["Pipelines", "Pipelines/train", "Sources/Zoetrope/Models/faces"].map {
      root.appendingPathComponent($0)
    }
    let files = try folders.flatMap { folder in
      try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == "yaml" }
    }
    #expect(files.count > 20)
    for file in files {
      let text = try String(contentsOf: file, encoding: .utf8)
      let written = try YAML.read(SourceFile(name: file.path, text: text)).yaml
      #expect(try meaning(written) == meaning(text), "\(file.lastPathComponent)")
    }
  }

  @Test func whatFitsStandsInALine() throws {
    let text = "encoder:\n  - conv2d: {name: encoder.0, out: 32}\n  - relu\nlatent: [2]\n"
    #expect(try YAML.read(SourceFile(name: "t", text: text)).yaml == text)
  }
}
