import ArgumentParser
import Zoetrope

struct AttributeReportCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Tells what vectors are worth, and how much each moves the others' scores.",
    discussion: """
      Without a vector's name, those of the model are reported. A row of the matrix
      is a vector at strength 1; a column tells how far it moves that vector's
      score, in its own gaps: 1 is from the average face without the attribute to
      the average face with it.
        zoetrope attribute report --model builtin:faces
      The directions alone tell that; with pictures it is measured: each face's
      latent is moved, decoded, and the picture encoded again. With labels the
      vectors are judged by these pictures too.
        zoetrope attribute report --images faces --labels attributes.csv
      To compare smile vectors at the same smile, let every row move its score by 1:
        zoetrope attribute report smile ./balanced.safetensors male young \\
          --equal smile
      """)

  @Argument(help: ArgumentHelp("Vectors by name or path; those of the model unless said.", valueName: "vector"))
  var vectors: [String] = []

  @Option(name: .long, help: "builtin:NAME, or a model folder.", completion: .directory)
  var model: String = "builtin:faces"

  @OptionGroup var pictures: PictureOptions

  @Option(
    name: .long, help: "A table of labels of the pictures, in whose columns the vectors' labels are.",
    completion: .file())
  var labels: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Scale each row so that it moves this vector's score by 1.", valueName: "vector"))
  var equal: String?

  @Option(
    name: .long, help: "A folder for the matrix as a picture, effects.svg and effects.png.", completion: .directory)
  var out: String?

  @Flag(name: .long, help: "Replace pictures that are there.")
  var overwrite = false

  @Flag(name: .long, help: "Print JSON.")
  var json = false

  func execute() throws -> ExitStatus {
    let model = try Models.load(model)
    let names = try vectors.isEmpty ? model.attributeNames() : vectors
    let vectors = try names.map { try model.attribute($0) }
    guard !vectors.isEmpty else {
      throw UsageError("\(model.name) has no attribute vectors; name some by their paths")
    }
    let column = try equal.map { try place($0, names, vectors) }
    let figures = FigureFiles(folder: out.map { Path($0) }, overwrites: overwrite)
    try figures.check(["effects"])
    let measured = try LabelledFolder(pictures, labels: labels, model, vectors)
    let report = try AttributeReport(vectors, model: model, pictures: measured.latents, labels: measured.labels)
    let table = AttributeReportTable(report: report, names: names, equal: column)
    Console.output(json ? report.json.pretty : AttributeReportText(table).text)
    try figures.write(table.figure, "effects")
    return .done
  }

  private func place(_ name: String, _ names: [String], _ vectors: [AttributeVector]) throws -> Int {
    guard let place = names.firstIndex(of: name) ?? vectors.firstIndex(where: { $0.name == name }) else {
      throw UsageError("--equal \(name): it is none of the reported vectors: \(names.joined(separator: ", "))")
    }
    return place
  }
}

/// The pictures that a report is measured on, if there are some.
private struct LabelledFolder {
  var latents: [Tensor] = []
  var labels: [[Bool]?] = []

  init(_ options: PictureOptions, labels table: String?, _ model: Autoencoder, _ vectors: [AttributeVector]) throws {
    guard let images = options.images else {
      guard table == nil else { throw UsageError("--labels needs --images: the folder of the pictures it names") }
      return
    }
    let reader = try options.reader(for: model)
    guard let table else {
      latents = try model.encodeMeans(options.files(), reader)
      return
    }
    let pictures = try vectors.map { vector -> [LabelledPicture]? in
      guard let column = vector.origin.label else { return nil }
      return try Labels.table(Path(table), column: column, rows: options.rows?.range, pictures: Path(images)).pictures()
    }
    guard let paths = pictures.lazy.compactMap(\.self).first?.map(\.path) else {
      throw UsageError("--labels: none of the vectors knows its column of a table; leave --labels out")
    }
    latents = try model.encodeMeans(paths, reader)
    labels = pictures.map { $0?.map(\.hasAttribute) }
  }
}
