import ArgumentParser
import Zoetrope

struct EvaluateCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Measures how good a model is, on pictures that it has not learnt.",
    discussion: """
      Tells the reconstruction error and PSNR, the ELBO with its KL divergence, the importance-weighted log p(x) with its
      standard error, bits per dimension, active dimensions and sharpness. With --out it draws a sheet of reconstructions and
      of pictures from the prior, and the KL divergences as bars:
        zoetrope evaluate builtin:faces faces --crop 5,18,84,97 --rows 8001-9000 --out out/faces
      What the latents are worth for another task, by few labels:
        zoetrope evaluate builtin:faces faces --probe attributes.csv:Smiling --labels 50,200,1000
      How near pictures from the prior come to photographs, in the latent space of another model:
        zoetrope evaluate my-model faces --frechet builtin:faces
      How far the dimensions tell known factors apart, as those of drawn faces:
        zoetrope evaluate my-model drawn --factors drawn/factors.csv
      How far the categories of a model are the classes of its pictures:
        zoetrope evaluate my-model digits --classes folders
      """)

  @Argument(help: "builtin:NAME, or a model folder.", completion: .directory)
  var model: String

  @Argument(help: "The folder of the pictures.", completion: .directory)
  var folder: String

  @OptionGroup var pictures: FolderOptions

  @Option(
    name: .long, help: ArgumentHelp("Latents that are drawn of each posterior; 0 for none.", valueName: "k"))
  var draws = 20

  @Option(name: .long, help: ArgumentHelp("Chooses all draws.", valueName: "number"))
  var seed: UInt64 = 0

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A column of labels, 1 or 0 (or -1), that a logistic regression learns; may be repeated. The table's first column names the pictures.",
      valueName: "table.csv:column"))
  var probe: [ColumnArgument] = []

  @Option(name: .long, help: ArgumentHelp("How many labels a probe sees.", valueName: "n,n"))
  var labels = CountList(counts: [50, 200, 1000])

  @Option(
    name: .long,
    help: ArgumentHelp("Another model, in whose latent space pictures from the prior are judged.", valueName: "model"),
    completion: .directory)
  var frechet: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The class of each picture, for a conditional model: a column of a table, or `folders` where each picture lies in one that is called as its class.",
      valueName: "table.csv:column|folders"))
  var condition: ConditionArgument?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The class of each picture, which a model's categories are held against: a column of a table, or `folders`.",
      valueName: "table.csv:column|folders"))
  var classes: ConditionArgument?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The true factors of the pictures, for the β-VAE metric, MIG and the factor that each dimension follows.",
      valueName: "table.csv"), completion: .file(extensions: ["csv"]))
  var factors: String?

  @Option(name: .long, help: "The folder for sheet.png and the figure; none are drawn without.", completion: .directory)
  var out: String?

  @Flag(name: .long, help: "Replace figures that are there.")
  var overwrite = false

  @Flag(name: .long, help: "Everything as JSON on standard output.")
  var json = false

  func validate() throws {
    if draws < 0 { throw ValidationError("--draws takes a number from 0 on.") }
  }

  func execute() throws -> ExitStatus {
    let model = try Models.load(model)
    let judge = try frechet.map { try Models.load($0) }
    let paths = try pictures.files(in: Path(folder))
    guard !paths.isEmpty else { throw InputError.noPictures([folder]) }
    let figures = FigureFiles(folder: out.map { Path($0) }, overwrites: overwrite)
    try figures.check(["kl"])
    let sheet = try sheetPath()
    let reader = try pictures.placement.reader(for: model)
    let conditions = try condition.map { source in
      let keys = paths.map { $0.relative(to: Path(folder))?.string ?? $0.string }
      return try PictureClasses(source.source, keys: keys, of: model)
    }
    let evaluation = try Evaluation(
      model, paths, below: Path(folder), reader, EvaluationSettings(draws: draws, seed: seed),
      classes: conditions ?? .none
    )
    for failure in evaluation.failures { Console.message("zoetrope: error: \(failure)") }
    let usable = evaluation.pictures.map { Path(folder) / $0.key }
    let text = EvaluationText(
      evaluation: evaluation, folder: folder, probes: try probes(evaluation, usable, reader),
      distances: try judge.map {
        try PriorDistances(
          model, usable, judge: $0, readers: (reader, pictures.placement.ownReader(for: $0)),
          seed: seed,
          classes: conditions ?? .none, below: Path(folder))
      },
      disentanglement: try factors.map {
        try Disentanglement(
          evaluation, FactorTable(Path($0), keys: evaluation.pictures.map(\.key)), seed: seed)
      }, purities: try classes.map { try CategoryPurity.all(evaluation, $0.source) } ?? [])
    Console.output(json ? text.json.pretty : text.text)
    try figures.write(
      evaluation.survey.bars(of: "\(evaluation.pictures.count) pictures of \(folder), model \(model.name)"), "kl")
    if let sheet {
      let bytes = try PNGWriter.encode(evaluation.sheet(paths, reader))
      try AtomicFile.write(bytes, to: sheet, existing: overwrite ? .overwrite : .error)
      Console.message("\(sheet)")
    }
    return evaluation.failures.isEmpty ? .done : .someFailed
  }

  /// Where the sheet goes, if it may be written.
  private func sheetPath() throws -> Path? {
    guard let path = out.map({ Path($0) / "sheet.png" }) else { return nil }
    guard overwrite || path.kind == .nothing else { throw FileError(path, .write, .exists) }
    return path
  }

  private func probes(_ evaluation: Evaluation, _ paths: [Path], _ reader: PictureReader) throws -> [Probe] {
    guard !probe.isEmpty else { return [] }
    let keys = evaluation.pictures.map(\.key)
    let labels = try probe.map { try ProbeLabels($0.table, column: $0.column, keys: keys) }
    let features: [ProbeFeatures] = [
      .latents(evaluation.pictures.map { $0.posterior.mean.elements.map { Double($0) } }),
      .pixels(try evaluation.model.pixels(ofEach: paths, reader)),
    ]
    return try labels.map { labels in
      let missing = labels.labels.count { $0 == nil }
      if missing > 0 {
        Console.message(
          "zoetrope: warning: \(missing) of \(keys.count) pictures have no label of \(labels.column) and are left out of the probe"
        )
      }
      return try Probe(features, labels, counts: self.labels.counts, seed: seed)
    }
  }
}

/// As `attributes.csv:Smiling`, or `folders`.
struct ConditionArgument: ExpressibleByArgument {
  let source: PictureClasses.Source

  init?(argument: String) {
    if argument == "folders" {
      source = .folders
    } else if let column = ColumnArgument(argument: argument) {
      source = .table(column.table, column: column.column)
    } else {
      return nil
    }
  }
}

/// As `50,200,1000`.
struct CountList: ExpressibleByArgument {
  let counts: [Int]

  init(counts: [Int]) { self.counts = counts }

  init?(argument: String) {
    let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    counts = numbers.compactMap { $0 }
    guard counts.count == numbers.count, counts.allSatisfy({ $0 > 0 }), Set(counts).count == counts.count else {
      return nil
    }
  }

  var defaultValueDescription: String { counts.map { "\($0)" }.joined(separator: ",") }
}
