import ArgumentParser
import Zoetrope

struct NearestCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "nearest", abstract: "Finds the pictures of a folder that are most like a picture, by their latents.",
    discussion: """
      The list goes to standard output, the distances before the names; --out draws a strip, the picture first. With
      --index the latents of the folder are kept in a file, and only pictures that are new or changed are encoded again:
        zoetrope nearest me.png --in photos --model builtin:faces --index photos.safetensors --out nearest.png
      What the metrics are worth on labelled pictures, beside raw pixels and chance:
        zoetrope nearest --in faces --precision attributes.csv:Smiling --precision attributes.csv:Male
      """)

  @Argument(help: "The picture.", completion: .file())
  var picture: String?

  @Option(name: .customLong("in"), help: "The folder that is searched.", completion: .directory)
  var folder: String

  @Option(name: .long, help: "builtin:NAME, or a model folder.", completion: .directory)
  var model: String = "builtin:faces"

  @OptionGroup var placement: PlacementOptions

  @Option(name: .long, help: ArgumentHelp("How many are found.", valueName: "n"))
  var count: Int = 10

  @Option(name: .long, help: "How likeness is measured: euclidean, cosine or whitened.")
  var metric: LatentMetric = .cosine

  @Option(
    name: .long, help: "A file that keeps the folder's latents, made if it is not there.",
    completion: .file(extensions: ["safetensors"]))
  var index: String?

  @Option(name: .long, help: "The strip of pictures, a PNG.", completion: .file(extensions: ["png"]))
  var out: String?

  @Flag(name: .long, help: "Replace the strip if it is there.")
  var overwrite = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Measures on the folder how often neighbours share the label of a column.", valueName: "table.csv:column"))
  var precision: [ColumnArgument] = []

  @Option(name: .long, help: ArgumentHelp("Of how many pictures --precision looks at the neighbours.", valueName: "n"))
  var queries: Int = 500

  func validate() throws {
    if count < 1 { throw ValidationError("--count takes a number from 1 on.") }
    if queries < 1 { throw ValidationError("--queries takes a number from 1 on.") }
    if picture == nil, precision.isEmpty { throw ValidationError("Name a picture, or a table with --precision.") }
  }

  func execute() throws -> ExitStatus {
    let model = try Models.load(model)
    if let out, !overwrite, Path(out).kind != .nothing { throw FileError(Path(out), .write, .exists) }
    if let picture { try checkThere(Path(picture)) }
    let (index, news) = try LatentIndex.update(
      Path(folder), model, .init(crop: placement.crop?.box, fit: placement.fit), file: index.map { Path($0) })
    for failure in news.failures { Console.message("zoetrope: error: \(failure)") }
    guard !index.keys.isEmpty else { throw InputError.noPictures([folder]) }
    if self.index != nil {
      Console.message(
        "\(index.keys.count - news.encoded) of \(index.keys.count) latents were known, \(news.encoded) are new")
    }
    if let picture { try find(Path(picture), in: index, model) }
    if !precision.isEmpty { try measure(index, model) }
    return news.failures.isEmpty ? .done : .someFailed
  }

  private func checkThere(_ path: Path) throws {
    if path.kind == .nothing { throw FileError(path, .read, .notFound) }
  }

  private func find(_ picture: Path, in index: LatentIndex, _ model: Autoencoder) throws {
    let reader = try placement.reader(for: model)
    let latent = try model.posteriors(ofEach: [picture], reader)[0].get().mean
    let own = index.keys.firstIndex { (Path(folder) / $0).normalised == picture.normalised }
    let found = try LatentNeighbours(index.latents, metric).nearest(to: latent, count: count, excluding: own)
    Console.output(
      TextTable.text(
        found.map { [InspectReport.number($0.distance, 3), (Path(folder) / index.keys[$0.index]).string] }))
    guard let out else { return }
    let paths = [picture] + found.map { Path(folder) / index.keys[$0.index] }
    let range = model.description.input.range
    let images = try paths.map { try Image(reader.read($0), range: range) }
    let labels = ["query"] + found.map { InspectReport.number($0.distance, metric == .cosine ? 3 : 2) }
    let sheet = ContactSheet(rows: [images], columnLabels: labels, style: ContactSheet.Style(enlargement: 2))
    try AtomicFile.write(
      PNGWriter.encode(sheet.drawn()), to: Path(out), existing: overwrite ? .overwrite : .error)
  }

  /// Pictures without a label in one of the columns are left out.
  private func measure(_ index: LatentIndex, _ model: Autoencoder) throws {
    let columns = try ColumnArgument.groups(precision, of: index.keys)
    let known = index.keys.indices.filter { picture in columns.allSatisfy { $0.groups[picture] != nil } }
    let paths = known.map { Path(folder) / index.keys[$0] }
    let result = try NeighbourPrecision(
      known.map { index.latents[$0] }, pixels: model.pixels(ofEach: paths, try placement.reader(for: model)),
      labels: columns.map { column in known.compactMap { column.groups[$0] } }, count: count, queries: queries)
    let rows = result.rows.map { row in [row.name] + row.shares.map { InspectReport.number($0 * 100, 1) + " %" } }
    Console.output(TextTable.text([["precision@\(count)"] + columns.map(\.column)] + rows))
    Console.message("\(result.queries) of \(known.count) pictures were asked for their neighbours among the others")
  }
}
