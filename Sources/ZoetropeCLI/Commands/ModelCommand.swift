import ArgumentParser
import Zoetrope

struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model", abstract: "Shows a model: layers, shapes, parameters, cost; checks its golden tensors.",
    subcommands: [ModelShowCommand.self, ModelConvertCommand.self, ModelMeasureCommand.self],
    defaultSubcommand: ModelShowCommand.self)
}

struct ModelShowCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows a model's layers, shapes, parameters and cost a picture.")

  /// The largest difference to another program's numbers that counts as the same.
  static let tolerance: Float = 1e-5

  @Argument(help: "builtin:NAME, or a model folder.", completion: .directory)
  var name: String

  @Option(
    name: .long, help: "Golden tensors to check against; golden.safetensors in the model's folder unless said.",
    completion: .file(extensions: ["safetensors"]))
  var golden: String?

  func execute() throws -> ExitStatus {
    let model = try Models.load(name)
    Console.output(model.summary.description)
    Console.output("fingerprint  \(model.fingerprint)")
    Console.output("kernels      \(model.kernels.name)")
    Console.output("prior        \(Self.words(model.prior))")
    if let statistics = model.description.statistics {
      Console.output(
        "99.9 % of its training data: reconstruction error at most \(statistics.reconstructionError), latent norm at most "
          + "\(statistics.latentNorm)")
    }
    let path = golden.map { Path($0) } ?? model.folder.appending(Path("golden.safetensors"))
    guard golden != nil || path.kind == .file else { return .done }
    return try check(model, path)
  }

  private static func words(_ prior: Prior) -> String {
    let isStandard = prior.mean.elements.allSatisfy { $0 == 0 } && prior.variance.elements.allSatisfy { $0 == 1 }
    let normal = isStandard ? "N(0, I)" : "normal, with a mean and a variance of its own"
    return prior.mixture.map { "\($0), fingerprint \($0.fingerprint.prefix(12)); trained towards \(normal)" } ?? normal
  }

  private func check(_ model: Autoencoder, _ path: Path) throws -> ExitStatus {
    let differences = try GoldenCheck.run(model, path)
    let tolerance = Self.tolerance
    let width = differences.map(\.name.count).max() ?? 0
    Console.output(
      "\ngolden tensors of \(path), largest difference, measured by the largest number (at most \(tolerance) is fine)")
    for difference in differences {
      let name = difference.name + String(repeating: " ", count: width - difference.name.count)
      Console.output("  \(name)  \(difference.relative)  \(difference.relative <= tolerance ? "fine" : "too far")")
    }
    return differences.allSatisfy { $0.relative <= tolerance } ? .done : .data
  }
}

struct ModelConvertCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Copies a model folder with its weights as float16, half as large.",
    discussion: """
      The copy is another model: its attribute vectors must be fitted again, or given to it by `zoetrope attribute rebind`.
      """)

  @Argument(help: "The model folder.", completion: .directory)
  var source: String

  @Argument(help: "The folder of the copy.", completion: .directory)
  var target: String

  @Flag(name: .long, help: "Replace what is there.")
  var overwrite = false

  func execute() throws -> ExitStatus {
    let fingerprint = try Autoencoder.convert(
      from: Path(source), to: Path(target), as: .float16, existing: overwrite ? .overwrite : .error)
    Console.message("\(target): float16, fingerprint \(fingerprint)")
    return .done
  }
}

struct ModelMeasureCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Measures how a model's training data lies, for the warning about strange pictures.",
    discussion: "Prints the `statistics` of model.yaml: what 99.9 % of the pictures do not exceed.")

  @Argument(help: "builtin:NAME, or a model folder.", completion: .directory)
  var name: String

  @OptionGroup var pictures: PictureOptions

  func execute() throws -> ExitStatus {
    let model = try Models.load(name)
    let paths = try pictures.files()
    let statistics = try ModelStatistics.measure(model, on: paths, pictures.reader(for: model))
    Console.output(
      "statistics:\n  reconstruction error: \(statistics.reconstructionError)\n  latent norm: \(statistics.latentNorm)")
    return .done
  }
}
