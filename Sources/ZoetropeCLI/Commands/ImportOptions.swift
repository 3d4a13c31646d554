import ArgumentParser
import Zoetrope

/// What a user says about a model whose files do not say it.
struct ImportOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("How messages call the model.", valueName: "name"))
  var name: String?

  @Option(name: .long, help: ArgumentHelp("The template; `zoetrope architectures` lists them.", valueName: "name"))
  var architecture: String?

  @Option(name: .long, help: ArgumentHelp("The size of its pictures, as 64x64, or any.", valueName: "WIDTHxHEIGHT"))
  var size: ImportSize?

  @Option(name: .long, help: "What the head beside the mean gives: log-variance, log-sigma or sigma.")
  var spread: SpreadMeaning?

  @Option(name: .long, help: "How mean and spread lie: separate, chunked, interleaved or none.")
  var layout: HeadLayout?

  @Option(name: .long, help: "What the decoder gives: logits, pixels or tanh.")
  var out: OutputMeaning?

  // What begins with a minus is a value here.
  @Option(name: .long, parsing: .unconditional, help: "What black and white are for the model: 0..1 or -1..1.")
  var range: PixelRange?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("What was taken off each channel, as 0.5,0.5,0.5.", valueName: "numbers"))
  var mean: String?

  @Option(name: .long, help: ArgumentHelp("What each channel was divided by then.", valueName: "numbers"))
  var deviation: String?

  @Option(name: .long, help: ArgumentHelp("relu, leaky-relu:0.2, silu, tanh or sigmoid.", valueName: "function"))
  var activation: ActivationChoice?

  @Option(name: .long, help: ArgumentHelp("The same for the encoder alone.", valueName: "function"))
  var encoderActivation: ActivationChoice?

  @Option(name: .long, help: ArgumentHelp("The same for the decoder alone.", valueName: "function"))
  var decoderActivation: ActivationChoice?

  @Option(name: .long, help: "How features were flattened: channels-first, as in PyTorch, or channels-last, as in MLX.")
  var flatten: FlattenOrder?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Tensors whose names begin so are no part of the model, as loss. of a discriminator.", valueName: "name"))
  var leaveOut: [String] = []

  @Flag(name: .long, help: "Latents as a diffusion model takes them: scaled and shifted as its configuration says.")
  var scaledLatents = false

  /// The settings.
  /// - Throws: `UsageError` for numbers that are none.
  func settings() throws -> ImportSettings {
    var settings = ImportSettings()
    settings.name = name
    settings.architecture = architecture
    settings.size = size
    (settings.spread, settings.layout, settings.output, settings.range) = (spread, layout, out, range)
    settings.channelMean = try mean.map { try Self.numbers($0, "--mean") }
    settings.channelDeviation = try deviation.map { try Self.numbers($0, "--deviation") }
    settings.encoderActivation = encoderActivation ?? activation
    settings.decoderActivation = decoderActivation ?? activation
    settings.flatten = flatten
    settings.leftOut = leaveOut
    settings.scalesLatents = scaledLatents
    return settings
  }

  private static func numbers(_ text: String, _ option: String) throws -> [Double] {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    let known = numbers.compactMap { $0 }.filter(\.isFinite)
    guard known.count == numbers.count, option == "--mean" || known.allSatisfy({ $0 > 0 }) else {
      throw UsageError("\(option) takes numbers with commas between them, as 0.5,0.5,0.5, not \"\(text)\"")
    }
    return known
  }
}
