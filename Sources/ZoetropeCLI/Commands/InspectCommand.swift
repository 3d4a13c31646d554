import ArgumentParser
import Zoetrope

struct InspectCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Shows what the latents of a folder of pictures hold.",
    discussion: """
      Encodes every picture and tells of each latent dimension its mean, deviation, sigma and KL divergence, which ones
      are active, whether drawing a latent changes anything to be seen, and how far each picture lies from the prior and
      from the others. With --out it draws the KL divergences as bars and the pictures as a scatter plot, each as SVG and
      as PNG:
        zoetrope inspect Samples/faces --model builtin:faces --out out/latents
        zoetrope inspect faces --model builtin:faces --labels attributes.csv:Smiling --labels attributes.csv:Male --out out
      """)

  @Argument(help: "The folder of the pictures.", completion: .directory)
  var folder: String

  @Option(name: .long, help: "builtin:NAME, or a model folder.", completion: .directory)
  var model: String = "builtin:faces"

  @OptionGroup var placement: PlacementOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A column of a table, whose values colour the scatter plot; several make several plots. The first column names the pictures.",
      valueName: "table.csv:column"))
  var labels: [ColumnArgument] = []

  @Option(
    name: .long,
    help: ArgumentHelp("What the plot's axes are: components, or two dimensions as 3,17.", valueName: "axes"))
  var axes = AxesArgument(.components)

  @Option(name: .long, help: "The folder for the figures; none are drawn without.", completion: .directory)
  var out: String?

  @Flag(name: .long, help: "Replace figures that are there.")
  var overwrite = false

  @Flag(name: .long, help: "Everything as JSON on standard output, all dimensions and all pictures.")
  var json = false

  func execute() throws -> ExitStatus {
    let model = try Models.load(model)
    let pictures = try FolderOptions.allFiles(in: Path(folder))
    guard !pictures.isEmpty else { throw InputError.noPictures([folder]) }
    let figures = FigureFiles(folder: out.map { Path($0) }, overwrites: overwrite)
    try figures.check(["kl"] + labels.map { "scatter-\($0.column)" } + (labels.isEmpty ? ["scatter"] : []))

    let encoded = try model.posteriors(ofEach: pictures, placement.reader(for: model))
    let failures = Console.tellFailures(of: encoded)
    let usable = zip(pictures, encoded).compactMap { path, result in
      (try? result.get()).map { (key: path.relative(to: Path(folder))?.string ?? path.string, posterior: $0) }
    }
    let report = InspectReport(
      folder: folder, model: model, survey: try LatentSurvey(usable, model: model),
      samplingEffect: try model.samplingEffect(of: usable.map(\.posterior)), failures: failures)
    let groups = try ColumnArgument.groups(labels, of: usable.map(\.key))
    for warning in report.warnings { Console.message("zoetrope: warning: \(warning)") }
    Console.output(json ? report.json.pretty : report.text)
    try draw(report, groups, figures)
    return failures.isEmpty ? .done : .someFailed
  }

  private func draw(_ report: InspectReport, _ groups: [LabelGroups], _ figures: FigureFiles) throws {
    guard out != nil else { return }
    let name = report.phrase
    try figures.write(report.survey.bars(of: name), "kl")
    if groups.isEmpty { try figures.write(report.survey.scatter(axes.axes, labels: nil, of: name), "scatter") }
    for group in groups {
      try figures.write(report.survey.scatter(axes.axes, labels: group, of: name), "scatter-\(group.column)")
    }
  }
}

extension Console {
  /// Tells which pictures could not be used, and why.
  static func tellFailures<Value>(of results: [Result<Value, PictureError>]) -> [PictureError] {
    let failures = results.compactMap { result -> PictureError? in
      if case .failure(let error) = result { error } else { nil }
    }
    for failure in failures { message("zoetrope: error: \(failure)") }
    return failures
  }
}
