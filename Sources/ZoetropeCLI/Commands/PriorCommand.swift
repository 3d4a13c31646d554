import ArgumentParser
import Zoetrope

struct PriorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prior", abstract: "Fits what latents are drawn from to the pictures of a folder.",
    discussion: """
      A model is trained towards a normal distribution of its latents, and never gets there: between the pictures that it
      knows there is room where nothing was ever encoded, and a latent from there is no face. A mixture of normal
      distributions, fitted to the latents of the training pictures, leaves that room out:
        zoetrope prior fit my-model faces --components 10 --rows 1-8000
        zoetrope run Pipelines/sample-prior.yaml
      """,
    subcommands: [PriorFitCommand.self])
}

struct PriorFitCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Fits a mixture of normal distributions and writes it into the model's folder.",
    discussion: """
      Encodes the pictures, draws a latent of each posterior, and fits the mixture, with full covariances, by expectation and
      maximisation. It writes prior.safetensors and names it in model.yaml; `sample z: {from: prior}` draws from it from
      then on. The model itself, its fingerprint and its attribute vectors stay as they are.
      """)

  @Argument(help: "The model folder.", completion: .directory)
  var model: String

  @Argument(help: "The folder of the pictures, best those of the training.", completion: .directory)
  var folder: String

  @Option(name: .long, help: ArgumentHelp("How many normal distributions.", valueName: "n"))
  var components = 10

  @OptionGroup var pictures: FolderOptions

  @Option(name: .long, help: ArgumentHelp("Chooses the start of the fit and the draws.", valueName: "number"))
  var seed: UInt64 = 0

  @Flag(name: .long, help: "Replace the mixture that the model has.")
  var overwrite = false

  func validate() throws {
    if components < 1 { throw ValidationError("--components takes a number from 1 on.") }
  }

  func execute() throws -> ExitStatus {
    let location = ModelLocation(model)
    if case .builtin = location { throw MixturePriorError.builtin(model) }
    let file = try PriorFile(in: location.resolve(), overwrites: overwrite)
    let paths = try pictures.files(in: Path(folder))
    guard !paths.isEmpty else { throw InputError.noPictures([folder]) }
    let model = try Autoencoder(ignoringMixtureOf: file.folder)
    let posteriors = try model.posteriors(ofEach: paths, pictures.placement.reader(for: model)).map { try $0.get() }
    let settings = MixtureFitSettings(components: components, seed: seed)
    let fitted = try MixturePrior.fit(posteriors, model: model, settings: settings, source: Path(folder).name)
    try file.write(fitted.prior)
    Console.message("\(file.path): \(fitted.prior)")
    for line in PriorText.lines(fitted) { Console.message("  " + line) }
    return .done
  }
}

/// What is said of a fit.
enum PriorText {
  static func lines(_ fitted: MixturePrior.Fitted) -> [String] {
    let fit = fitted.fit
    let shares = fit.mixture.weights.probabilities.sorted(by: >).map {
      NumberText.fixed($0 * 100, digits: 1, minus: "-")
    }
    let end = fit.hasConverged ? "after" : "not at rest after"
    return [
      "log-likelihood \(NumberText.fixed(fit.logLikelihood, digits: 2, minus: "-")) nats a latent, \(end) \(fit.objectives.count - 1) steps",
      "weights \(shares.joined(separator: ", ")) %",
    ]
  }
}
