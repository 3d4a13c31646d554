import Foundation
import Testing
import Zoetrope

/// Where in a photograph the face is can be said by a table, picture by picture.
@Suite("Tables of boxes and eyes")
struct FaceRegionTests {
  static let photograph = PixelSize(width: 40, height: 30)

  /// Two photographs, `a.png` and `b/c.png`, and a recipe whose `load` says where faces are.
  private static func workshop(_ load: String, _ table: String, to output: String = "{path}/{stem}.png\"") throws
    -> Workshop
  {
    let workshop = try Workshop(pictures: 0)
    try FileManager.default.createDirectory(
      at: workshop.folder.appendingPathComponent("pictures/b"), withIntermediateDirectories: true)
    for (number, name) in ["a", "b/c"].enumerated() {
      let bytes = (0..<photograph.count * 3).map { UInt8(truncatingIfNeeded: $0 * 7 + $0 / 40 * 3 + number * 91) }
      let picture = Image(size: photograph, channels: 3, samples: .bytes(bytes))
      try workshop.write("pictures/\(name).png", PNGWriter.encode(picture))
    }
    try workshop.write("table.csv", table)
    try workshop.write(
      "recipe.yaml",
      Workshop.recipe.replacingOccurrences(
        of: "load: {from: \"${input}\"}", with: "load: {from: \"${input}\", \(load)}"
      ).replacingOccurrences(of: "{path}/{stem}.png\"", with: output))
    return workshop
  }

  private static let boxes = "file,left,top,right,bottom\na.png,4,5,24,25\nb/c.png,10,2,39.6,29\n"
  private static let eyes = "image_id lefteye_x lefteye_y righteye_x righteye_y\na.png 12 11 21 13\nc.png 10 12 25 9\n"

  @Test("Each picture has the box of its row, by its key or by its name alone")
  func boxesOfPictures() throws {
    let workshop = try Self.workshop(
      "boxes: table.csv, fit: stretch", Self.boxes, to: "{path}/{stem}.png\", size: original")
    let ended = try workshop.run()
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(try workshop.picture("out/a.png").size == PixelSize(width: 20, height: 20))
    #expect(try workshop.picture("out/b/c.png").size == PixelSize(width: 30, height: 27))
  }

  @Test("A box gives the same bytes as a crop")
  func boxIsCrop() throws {
    let boxes = try Self.workshop("boxes: table.csv, fit: stretch", Self.boxes)
    let crop = try Self.workshop("crop: [4, 5, 24, 25], fit: stretch", "")
    // Their recipes differ, and a picture says which one made it.
    for workshop in [boxes, crop] { #expect(try workshop.run("--only", "a.png", "--no-provenance").status == 0) }
    #expect(try boxes.bytes("out/a.png") == crop.bytes("out/a.png"))
  }

  @Test("Eyes by CelebA's names bring each face to the model's size")
  func eyesOfPictures() throws {
    let workshop = try Self.workshop("eyes: table.csv", Self.eyes)
    let ended = try workshop.run()
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(try workshop.picture("out/a.png").size == PixelSize(width: 8, height: 8))
    #expect(workshop.files() == ["a.png", "b/c.png"])
  }

  /// What is wrong with one picture.
  struct Item: CustomTestStringConvertible, Sendable {
    let load: String
    let row: String
    let reason: String
    var testDescription: String { row }
  }

  private static let outside = "must have at least one pixel and lie inside the picture, which has 40×30 pixels"

  static let items = [
    Item(load: "boxes", row: "a.png,4,5,41,25", reason: "its box [4, 5, 41, 25] in table.csv:2 \(outside)"),
    Item(load: "boxes", row: "a.png,9,5,9,25", reason: "its box [9, 5, 9, 25] in table.csv:2 \(outside)"),
    Item(
      load: "boxes", row: "a.png,-1e300,5,9,25",
      reason: "its box [-1000000000, 5, 9, 25] in table.csv:2 \(outside)"),
    Item(
      load: "boxes", row: "d.png,4,5,24,25",
      reason: "table.csv has no row for it; give it one that begins with a.png, or leave the picture out"),
    Item(
      load: "boxes", row: "a.png,4,5,24,25\na.png,5,5,24,25",
      reason: "table.csv has several rows for it, in the lines 2 and 3; keep one of them: an edit is of one face, and "
        + "a second one can be edited in what comes out of the first"),
    Item(
      load: "eyes", row: "a.png,12,11,12,11.5",
      reason: "its eyes are at [12, 11] and [12, 11.5], which is one place; they must be at least a pixel apart "
        + "(table.csv:2)"),
    Item(
      load: "eyes", row: "a.png,12,11,40,11",
      reason: "the eye at [40, 11] must lie inside the picture, which has 40×30 pixels (table.csv:2)"),
    Item(
      load: "eyes", row: "d.png,12,11,40,11",
      reason: "table.csv has no row for it; give it one that begins with a.png, or leave the picture out"),
  ]

  @Test("What is wrong with one picture fails that one by name, and the plan tells it before", arguments: items)
  func itemError(_ example: Item) throws {
    let (header, good) =
      example.load == "boxes"
      ? ("file,left,top,right,bottom", "b/c.png,1,2,20,21")
      : ("file,left_eye_x,left_eye_y,right_eye_x,right_eye_y", "c.png,10,12,25,9")
    let fit = example.load == "boxes" ? ", fit: stretch" : ""
    let workshop = try Self.workshop("\(example.load): table.csv\(fit)", "\(header)\n\(example.row)\n\(good)\n")
    let plan = try workshop.run("plan", "recipe.yaml")
    #expect(plan.status == 1)
    #expect(plan.lines == ["zoetrope: pictures/a.png: \(example.reason)"])
    let ended = try workshop.run()
    #expect(ended.status == 1)
    let errors = ended.lines.filter { $0.contains("error:") }
    #expect(errors == ["zoetrope: error: pictures/a.png: \(example.reason) (in load)"])
    #expect(workshop.files() == ["b/c.png", "failures.ndjson"])
  }

  /// What is wrong with the recipe or its table.
  struct Refusal: CustomTestStringConvertible, Sendable {
    let load: String
    var table = ""
    var from = "${input}"
    let message: String
    var testDescription: String { load + " " + table }
  }

  static let refusals = [
    Refusal(
      load: "boxes: nowhere.csv, fit: crop", message: "cannot read nowhere.csv: there is no such file or folder"),
    Refusal(
      load: "boxes: table.csv, fit: crop", table: "file,left,top,right,bottom\na.png,4,5,wide,25\n",
      message: "table.csv:2: \"wide\" in the column \"right\" is not a number"),
    Refusal(
      load: "boxes: table.csv, fit: crop", table: "file,left,top,right,bottom\na.png,4,5,nan,25\n",
      message: "table.csv:2: \"nan\" in the column \"right\" is not a number"),
    Refusal(
      load: "boxes: table.csv, fit: crop", table: "left,top,right,bottom\n4,5,6,25\n",
      message: "table.csv: the first column must name the pictures, but it is \"left\"; put a column \"file\" before it"
    ),
    Refusal(load: "boxes: table.csv, fit: crop", message: "table.csv: the table is empty"),
    Refusal(
      load: "eyes: table.csv", table: "file,left_eye_x,left_eye_y,right_eye_x\na.png,4,5,6\n",
      message:
        "table.csv: there is no column \"right_eye_y\"; the columns are file, left_eye_x, left_eye_y, right_eye_x"),
    Refusal(
      load: "eyes: table.csv, fit: crop", table: eyes,
      message: "\"fit\" has no meaning beside \"eyes\", which bring every face to the model's size"),
    Refusal(
      load: "eyes: table.csv, crop: [0, 0, 8, 8]", table: eyes,
      message: "\"crop\" and \"eyes\" both say which part of a picture is meant; keep one of them"),
    Refusal(
      load: "eyes: table.csv, boxes: table.csv", table: eyes,
      message: "\"boxes\" and \"eyes\" both say which part of a picture is meant; keep one of them"),
    Refusal(
      load: "boxes: table.csv, fit: crop", table: boxes, from: "-",
      message: "pictures on standard input have no names to look up in a table; use \"crop\" or a folder"),
    Refusal(
      load: "eyes: table.csv, as: latents", table: eyes,
      message: "\"eyes\" is for pictures; latents have no size to fit"),
  ]

  @Test("A recipe or a table that cannot be meant is refused by the check, at its place", arguments: refusals)
  func refused(_ example: Refusal) throws {
    let workshop = try Self.workshop(example.load, example.table)
    let ended = try workshop.run("run", "recipe.yaml", "--set", "input=\(example.from == "-" ? "-" : "pictures")")
    #expect(ended.status == 65)
    #expect(ended.errors.contains("recipe.yaml:8:"), "\(ended.errors)")
    #expect(ended.errors.contains(": error: " + example.message), "\(ended.errors)")
    #expect(workshop.files().isEmpty)
  }

  @Test("A model that says nothing of eyes cannot align by them")
  func noTemplate() throws {
    let workshop = try Self.workshop("eyes: table.csv", Self.eyes)
    let description = String(decoding: try workshop.bytes("model/model.yaml"), as: UTF8.self)
    try workshop.write(
      "model/model.yaml", description.replacingOccurrences(of: "template: {eyes: [[2, 3], [5, 3]]}", with: ""))
    let ended = try workshop.run("check", "recipe.yaml")
    #expect(ended.status == 65)
    #expect(
      ended.errors.contains("the model \"toy\" does not say where the eyes are in its pictures"), "\(ended.errors)")
  }
}
