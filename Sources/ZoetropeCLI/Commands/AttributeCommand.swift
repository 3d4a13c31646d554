import ArgumentParser
import Zoetrope

struct AttributeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attribute", abstract: "Makes attribute vectors.", subcommands: [AttributeFitCommand.self])
}

struct AttributeFitCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Fits a vector: the difference of the mean latents with and without an attribute.",
    discussion: """
      From a table of labels, 1 or 0 (or -1), whose first column names the pictures:
        zoetrope attribute fit smile --model builtin:faces --labels attributes.csv:Smiling --images faces --out smile.safetensors
      or from two folders:
        zoetrope attribute fit smile --model builtin:faces --with smiling --without serious --out smile.safetensors
      A tenth of the pictures, chosen by their names, is held out and tells the vector's accuracy. The vector belongs to
      its model; another one refuses it.
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

  @OptionGroup var pictures: PictureOptions

  @Option(
    name: .long, help: "The file that is written; NAME.safetensors unless said.",
    completion: .file(extensions: ["safetensors"]))
  var out: String?

  @Flag(name: .long, help: "Replace the file if it is there.")
  var overwrite = false

  func execute() throws -> ExitStatus {
    let model = try Models.load(model)
    let labels = try source()
    let target = Path(out ?? "\(name).safetensors")
    guard overwrite || target.kind == .nothing else { throw FileError(target, .write, .exists) }
    let report = try AttributeFit.fit(
      try labels.pictures(), name: name, model: model, try pictures.reader(for: model), source: description)
    try report.vector.write(to: target, existing: overwrite ? .overwrite : .error)
    Console.message("\(target): " + summary(report.vector))
    return .done
  }

  private func summary(_ vector: AttributeVector) -> String {
    let origin = vector.origin
    return
      "gap \(AttributesCommand.rounded(Double(vector.gap))), sigma \(AttributesCommand.rounded(Double(vector.sigma))), "
      + "fitted on \(origin.fitted.with) with and \(origin.fitted.without) without; on \(origin.heldOut.total) held out "
      + "\(AttributesCommand.rounded(origin.accuracy * 100)) % are told apart"
  }

  private func source() throws -> Labels {
    switch (labels, with, without) {
    case (let labels?, nil, nil):
      guard let colon = labels.lastIndex(of: ":"), let images = pictures.images else {
        throw UsageError("--labels takes table.csv:column, and --images the folder of the pictures it names")
      }
      return .table(
        Path(String(labels[..<colon])), column: String(labels[labels.index(after: colon)...]),
        rows: pictures.rows?.range,
        pictures: Path(images))
    case (nil, let with?, let without?): return .folders(with: Path(with), without: Path(without))
    default: throw UsageError("say where the labels come from: --labels with --images, or --with and --without")
    }
  }

  /// Which pictures and labels, for the vector's file.
  private var description: String {
    if let labels {
      return Path(labels).name + (pictures.rows.map { ", rows \($0.range.lowerBound)-\($0.range.upperBound)" } ?? "")
    }
    return "two folders"
  }
}
