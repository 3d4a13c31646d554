import Documents
import Files
import Images
import Layers
import Recipes

/// What a training recipe says about its pictures.
struct DataSection {
  private(set) var data = TrainingData.cifar10([])
  private(set) var augmentation = Augmentation()

  private static let fields: [FieldDeclaration] = [
    .optional("images", .text, "a folder of pictures, relative to this file"),
    .optional("idx", .text, "a file of the MNIST database's format, also compressed by gzip"),
    .optional("cifar10", .section("a path or a list of paths"), "binary files of CIFAR-10"),
    .optional("crop", .section("a list of four numbers"), "[left, top, right, bottom] in pixels"),
    .optional("fit", .choice(Fit.allCases.map(\.rawValue)), "how a picture of another size comes to the model's"),
    .optional("rows", .text, "only these pictures, counted from 1 in natural order, as 1-8000"),
    .optional("labels", .text, "`table.csv:Column`, or `folders`, or an IDX file of labels"),
    .optional(
      "factors", .text, "a table of the pictures' true factors, and of their groups, as `zoetrope draw-faces` writes it"
    ),
    .optional("flip", .flag, default: .flag(false), "whether half of the pictures are mirrored in each epoch"),
    .optional(
      "shift", .integer(0...64), default: .integer(0), "the most pixels by which a picture is moved, anew in each epoch"
    ),
    .optional(
      "light", .number(0...0.9), default: .number(0),
      "the largest share by which a picture becomes lighter or darker, anew in each epoch"),
    .optional(
      "turn", .number(0...180), default: .number(0),
      "the most degrees by which a picture is turned, alike"),
    .optional(
      "zoom", .number(0...0.5), default: .number(0),
      "the largest share by which it is enlarged or made smaller"),
    .optional("slant", .number(0...1), default: .number(0), "the most by which it is slanted"),
  ]

  init() {}

  init(_ node: Node, _ source: ParameterisedFile, _ reading: inout Reading) {
    let fields = Fields(node, of: "data", declared: Self.fields, &reading)
    augmentation.flips = fields.flag("flip")
    augmentation.shift = fields.integer("shift")
    augmentation.light = fields.number("light") ?? 0
    augmentation.turn = fields.number("turn") ?? 0
    augmentation.zoom = fields.number("zoom") ?? 0
    augmentation.slant = fields.number("slant") ?? 0
    func path(_ name: String) -> Path? { fields.place(name)?.scalar.map { Path(source.path($0)) } }
    let given = ["images", "idx", "cifar10"].filter { fields.place($0) != nil }
    guard given.count == 1, let kind = given.first else {
      reading.error(
        "data needs one of \"images\" (a folder), \"idx\" (an MNIST-like file) and \"cifar10\" (binary files)"
          + (given.isEmpty ? "" : ", but has \(given.joined(separator: " and "))"), at: node)
      return
    }
    if kind != "images" {
      for name in ["crop", "fit", "factors"] where fields.place(name) != nil {
        reading.error(
          "\"\(name)\" is for a folder of pictures; \(kind) files have none", at: fields.place(name) ?? node)
      }
    }
    let rows = fields.place("rows").flatMap { Self.rows($0, &reading) }
    switch kind {
    case "idx": data = .idx(pictures: path("idx") ?? "", labels: path("labels"), rows: rows)
    case "cifar10": data = .cifar10(Self.paths(fields.place("cifar10"), source), rows: rows)
    default: data = .folder(Self.folder(fields, path("images") ?? "", rows, source, &reading))
    }
  }

  private static func paths(_ node: Node?, _ source: ParameterisedFile) -> [Path] {
    let nodes = node.map { $0.sequence ?? [$0] } ?? []
    return nodes.compactMap { $0.scalar.map { Path(source.path($0)) } }
  }

  private static func folder(
    _ fields: Fields, _ folder: Path, _ rows: ClosedRange<Int>?, _ source: ParameterisedFile, _ reading: inout Reading
  ) -> PictureFolder {
    var data = PictureFolder(folder, fit: Fit(rawValue: fields.text("fit")), rows: rows)
    if let place = fields.place("crop") { data.crop = crop(place, &reading) }
    if let scalar = fields.place("labels")?.scalar { data.labels = labels(scalar, source, &reading) }
    data.factors = fields.place("factors")?.scalar.map { Path(source.path($0)) }
    return data
  }

  private static func crop(_ node: Node, _ reading: inout Reading) -> CropBox? {
    let box = (node.sequence ?? []).compactMap { $0.scalar?.int }
    if box.count == 4, node.sequence?.count == 4, box[0] >= 0, box[1] >= 0, box[0] < box[2], box[1] < box[3] {
      return CropBox(left: box[0], top: box[1], right: box[2], bottom: box[3])
    }
    reading.error("\"crop\" is [left, top, right, bottom] in pixels with left < right and top < bottom", at: node)
    return nil
  }

  private static func rows(_ node: Node, _ reading: inout Reading) -> ClosedRange<Int>? {
    let ends = (node.scalar?.text ?? "").split(separator: "-").compactMap { Int($0) }
    if ends.count == 2, ends[0] >= 1, ends[0] <= ends[1] { return ends[0]...ends[1] }
    reading.error("\"rows\" is two numbers from 1 on, as 1-8000, the smaller first", at: node)
    return nil
  }

  private static func labels(
    _ scalar: Scalar, _ source: ParameterisedFile, _ reading: inout Reading
  ) -> PictureFolder.Labels? {
    if scalar.text == "folders" { return .folders }
    if let colon = scalar.text.lastIndex(of: ":"), colon != scalar.text.startIndex {
      let column = String(scalar.text[scalar.text.index(after: colon)...])
      return .table(Path(String(source.path(scalar).dropLast(column.utf8.count + 1))), column: column)
    }
    reading.error("\"labels\" is `folders`, or a table and its column, as attributes.csv:Smiling", at: scalar)
    return nil
  }
}
