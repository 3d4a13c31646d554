import ArgumentParser
import Zoetrope

struct AttributeFitCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Fits a vector on pictures with and without an attribute.",
    discussion: """
      The pictures come from a table of labels, 1 or 0 (or -1), whose first column
      names them:
        zoetrope attribute fit smile --model builtin:faces \\
          --labels attributes.csv:Smiling --images faces
      from two folders:
        zoetrope attribute fit smile --model builtin:faces \\
          --with smiling --without serious
      or from pairs, a text with two pictures a line, without and with the
      attribute, with a tab between them:
        zoetrope attribute fit smile --model builtin:faces --pairs pairs.txt

      --method means is the difference of the two mean latents; --method logistic
      the direction in which a logistic regression tells them apart best.
      --balance counts pictures so that every mixture of other labels weighs the
      same in both classes. --project-out makes the vector stand at a right angle
      to others, so that it does not move their scores.

      A tenth of the pictures, chosen by their names, is held out and tells the
      vector's accuracy and its AUC: the share of the pairs, one picture with and
      one without, that it puts into the right order. At least 10 pictures of each
      class must be left. The vector belongs to its model; another one refuses it.
      """)

  @Argument(help: "What the vector is called.")
  var name: String

  @Option(name: .long, help: "builtin:NAME, or a model folder.", completion: .directory)
  var model: String

  @Option(name: .long, help: ArgumentHelp("The table of labels and its column.", valueName: "table.csv:column"))
  var labels: String?

  @Option(name: .long, help: "A folder of pictures that have the attribute.", completion: .directory)
  var with: String?

  @Option(name: .long, help: "A folder of pictures that do not have it.", completion: .directory)
  var without: String?

  @Option(
    name: .long, help: "A text of pairs: a picture without, a tab, the same with the attribute.", completion: .file())
  var pairs: String?

  @Option(name: .long, help: "How the direction is found: means or logistic.")
  var method: FitSettings.Method = .means

  @Option(
    name: .long, help: ArgumentHelp("Other columns of the table to balance over.", valueName: "column,column"))
  var balance: NameList?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Vectors, by name or path, that the new one is to be at a right angle to.", valueName: "vector,vector"))
  var projectOut: NameList?

  @Flag(
    name: .long, help: "One number for each channel of a spatial latent, the same everywhere, instead of a field.")
  var perChannel = false

  @OptionGroup var pictures: PictureOptions

  @OptionGroup var output: VectorOutput

  func execute() throws -> ExitStatus {
    let labels = try source()
    let model = try Models.load(model)
    let target = try output.target(name)
    let settings = FitSettings(
      method: method, balance: balance?.names ?? [],
      projectedOut: try (projectOut?.names ?? []).map { try model.attribute($0) }, isPerChannel: perChannel)
    let report = try AttributeFit.fit(
      try labels.pictures(), name: name, model: model, pictures.reader(for: model), settings: settings,
      source: description, label: try labels.column())
    try report.vector.write(to: target, existing: output.existing)
    Console.message("\(target): " + AttributeText.summary(report.vector))
    for cell in report.vector.origin.cells {
      Console.message("  \(cell.name): \(cell.counts.with) with, \(cell.counts.without) without")
    }
    return .done
  }

  private func source() throws -> Labels {
    guard balance == nil || labels != nil else {
      throw UsageError("--balance names columns of a table of labels, so it needs --labels")
    }
    switch (labels, with, without, pairs) {
    case (let labels?, nil, nil, nil):
      guard let colon = labels.lastIndex(of: ":"), let images = pictures.images else {
        throw UsageError("--labels takes table.csv:column, and --images the folder of the pictures it names")
      }
      return .table(
        Path(String(labels[..<colon])), column: String(labels[labels.index(after: colon)...]),
        rows: pictures.rows?.range, pictures: Path(images), others: balance?.names ?? [])
    case (nil, let with?, let without?, nil): return .folders(with: Path(with), without: Path(without))
    case (nil, nil, nil, let pairs?): return .pairs(Path(pairs))
    default:
      throw UsageError("say where the labels come from: --labels with --images, --with and --without, or --pairs")
    }
  }

  /// Which pictures and labels, for the vector's file.
  private var description: String {
    if let labels {
      return Path(labels).name + (pictures.rows.map { ", rows \($0.range.lowerBound)-\($0.range.upperBound)" } ?? "")
    }
    return pairs.map { Path($0).name } ?? "two folders"
  }
}
