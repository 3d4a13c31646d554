import Autoencoders
import Files
import Images
import Testing
import ToyModel

@testable import Training

@Suite struct LabelTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (number, name) in ["a/1.png", "a/2.png", "b/3.png"].enumerated() {
      let image = Image(
        size: PixelSize(width: 4, height: 4), channels: 1, samples: .bytes(Array(repeating: UInt8(number), count: 16)))
      _ = try folder.write(try PNGWriter.encode(image), to: "pictures/" + name)
    }
  }

  private var pictures: PictureFolder { PictureFolder(folder.path / "pictures") }

  private func labelled(_ table: String, column: String = "kind") throws -> Examples {
    var pictures = pictures
    pictures.labels = .table(try folder.write(Array(table.utf8), to: "table.csv"), column: column)
    return try pictures.read(for: TinyTraining.model())
  }

  @Test func foldersAreLabels() throws {
    var pictures = pictures
    pictures.labels = .folders
    let examples = try pictures.read(for: TinyTraining.model())
    #expect(examples.keys == ["a/1.png", "a/2.png", "b/3.png"])
    #expect(examples.labels == [0, 0, 1])
    #expect(examples.classes == ["a", "b"])
  }

  @Test func aTablesColumnIsLabels() throws {
    let examples = try labelled("name,kind\nb/3.png,10\na/1.png,9\na/2.png,10\n")
    #expect(examples.classes == ["9", "10"])
    #expect(examples.labels == [0, 1, 1])
  }

  @Test(
    "Labels that cannot be are refused with what is missing",
    arguments: [
      ("name,kind\na/1.png,1\nb/3.png,0\n", "kind", "no label for a/2.png"),
      ("name,kind\na/1.png,1\na/2.png,1\nb/3.png,1\n", "kind", "one label, \"1\""),
      ("name,kind\na/1.png,1\n", "sort", "sort"),
      ("name,kind\n", "kind", "a/1.png and 2 more"),
    ])
  func badLabels(table: String, column: String, expected: String) throws {
    let error = #expect(throws: (any Error).self) { try labelled(table, column: column) }
    #expect(words(of: error).contains(expected), "\(words(of: error))")
  }

  @Test func aPictureOutsideTheFoldersHasNoLabel() throws {
    _ = try folder.write(try readFile(folder.path / "pictures/a/1.png", limit: 10_000), to: "pictures/0.png")
    var pictures = pictures
    pictures.labels = .folders
    let error = #expect(throws: ExamplesError.self) { try pictures.read(for: TinyTraining.model()) }
    #expect(words(of: error).contains("0.png lies in"))
  }

  @Test func picturesOfMixedSizesNeedAFit() throws {
    let image = Image(
      size: PixelSize(width: 9, height: 4), channels: 1, samples: .bytes(Array(repeating: 7, count: 36)))
    _ = try folder.write(try PNGWriter.encode(image), to: "pictures/b/4.png")
    let error = #expect(throws: PictureError.self) { try pictures.read(for: TinyTraining.model()) }
    #expect(words(of: error).contains("b/4.png"))
    var fitted = pictures
    fitted.fit = .crop
    #expect(try fitted.read(for: TinyTraining.model()).count == 4)
  }

  @Test func rowsBeyondTheFolderAreRefused() throws {
    var pictures = pictures
    pictures.rows = 2...4
    let error = #expect(throws: ExamplesError.self) { try pictures.read(for: TinyTraining.model()) }
    #expect(words(of: error).contains("has 3 pictures"))
    pictures.rows = 2...3
    #expect(try pictures.read(for: TinyTraining.model()).keys == ["a/2.png", "b/3.png"])
  }
}
