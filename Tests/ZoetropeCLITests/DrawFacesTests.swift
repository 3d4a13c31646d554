import Foundation
import Testing
import Zoetrope

/// `zoetrope draw-faces`, and what `evaluate --factors` says of such pictures.
@Suite("Drawn faces on the command line")
struct DrawFacesTests {
  private func draw(_ workshop: Workshop, _ more: String...) throws -> Ended { try draw(workshop, more) }

  private func draw(_ workshop: Workshop, _ more: [String]) throws -> Ended {
    try Tool.run(["draw-faces", "-o", "faces"] + more, in: workshop.folder)
  }

  @Test("writes pictures and a table, the same bytes again, and replaces nothing unasked")
  func writes() throws {
    let workshop = try Workshop(pictures: 1)
    let ended = try draw(workshop, "--count", "3", "--size", "16", "--fix", "smile=0.5")
    #expect(ended.status == 0 && ended.output.isEmpty, "\(ended.errors)")
    let table = try Table(name: "factors.csv", bytes: readFile(workshop.path("faces/factors.csv"), limit: 1 << 20))
    #expect(table.rowCount == 3 && table.header.count == 1 + FaceFactor.allCases.count)
    #expect(try table[2, 0] == "face-0003.png" && table.number(2, table.column("smile")) == 0.5)
    let first = try readFile(workshop.path("faces/face-0002.png"), limit: 1 << 20)
    #expect(try workshop.picture("faces/face-0002.png").size == PixelSize(width: 16, height: 16))
    #expect(try draw(workshop, "--count", "3").status == 73)
    #expect(try draw(workshop, "--count", "2", "--size", "16", "--fix", "smile=0.5", "--overwrite").status == 0)
    #expect(try readFile(workshop.path("faces/face-0002.png"), limit: 1 << 20) == first)
  }

  @Test(
    "what cannot be drawn gets one line",
    arguments: [
      (["--fix", "smile=3"], "\"smile\" is a number from -1 to 1 (-1 is sad, 1 a broad smile), not 3"),
      (["--fix", "smile"], "\"smile\" says no value; write a factor and a number, as \"smile=0.5\""),
      (["--fix", "smile=much"], "\"smile\" takes a number, not \"much\""),
      (["--vary", "hed turn"], "a drawn face has no factor \"hed turn\"; did you mean \"head turn\"?"),
      (["--vary", "smile", "--fix", "smile=0"], "\"smile\" is both varied and fixed; say one of the two"),
      (
        ["--group", "3", "--alone", "smile"],
        "4 pictures cannot be drawn in groups of 3; take groups of two at least, and a number of pictures that they divide"
      ),
    ])
  func errors(_ arguments: [String], _ message: String) throws {
    let workshop = try Workshop(pictures: 1)
    let ended = try draw(workshop, ["--count", "4"] + arguments)
    #expect(ended.status == 65 && ended.errors == "zoetrope: error: \(message)\n", "\(ended.errors)")
  }

  @Test("evaluate --factors tells both metrics and what each dimension follows, as text and as JSON")
  func factors() throws {
    let workshop = try Workshop(pictures: 1)
    #expect(
      try draw(workshop, "--count", "120", "--size", "8", "--vary", "light,background,skin", "--levels", "4").status
        == 0)
    let ended = try Tool.run(
      ["evaluate", "model", "faces", "--factors", "faces/factors.csv", "--draws", "0"], in: workshop.folder)
    #expect(ended.status == 0, "\(ended.errors)")
    for words in ["disentanglement over 3 factors", "β-VAE metric", "MIG", "z[0]", "gap of each factor"] {
      #expect(ended.text.contains(words), "\(words): \(ended.text)")
    }
    let json = try Tool.run(
      ["evaluate", "model", "faces", "--factors", "faces/factors.csv", "--draws", "0", "--json"], in: workshop.folder)
    let figures = try JSONValue.parse(json.text)["disentanglement"]
    #expect((0...1).contains(figures?["mig"]?.double ?? -1) && figures?["factors"]?.array?.count == 3)
  }

  @Test("a factor table that does not fit gets one line")
  func tables() throws {
    let workshop = try Workshop(pictures: 3)
    func evaluate(_ table: String) throws -> String {
      try workshop.write("t.csv", table)
      let ended = try Tool.run(
        ["evaluate", "model", "pictures", "--factors", "t.csv", "--draws", "0"], in: workshop.folder)
      #expect(ended.status == 65)
      return ended.errors
    }
    #expect(
      try evaluate("picture,a\n01.png,1\n")
        == "zoetrope: error: t.csv has no row for 02.png and 1 more pictures; its first column must name every picture by its path below the folder\n"
    )
    #expect(
      try evaluate("picture,a\n01.png,1\n02.png,1\n03.png,1\n")
        == "zoetrope: error: no factor of t.csv varies over these pictures (a); give pictures that differ\n")
    #expect(
      try evaluate("picture,a\n01.png,1\n02.png,1\n03.png,2\n")
        == "zoetrope: error: 3 pictures are too few to measure disentanglement; give 100 at least\n")
    #expect(try evaluate("picture,a\n01.png,1\n02.png,1\n03.png,many\n").contains("many"))
  }
}
