import ArgumentParser
import Zoetrope

struct PlanCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Shows what a run would do: the graph, the items, the outputs, the memory.",
    discussion: """
      Lists the inputs, reads the headers of pictures, and names the outputs. Exit code 1 tells that some pictures will
      fail.
      """)

  @OptionGroup var recipe: RecipeOptions
  @OptionGroup var selection: SelectionOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("Compute lanes, for the estimate of the memory.", valueName: "n"))
  var jobs: Int?

  func execute() throws -> ExitStatus {
    let read = try recipe.read()
    let pipeline = try Pipeline(read, existing: .overwrite, tools: try recipe.tools())
    var settings = RunSettings(options: RunOptions(jobs: jobs ?? Machine.cores))
    try selection.apply(to: &settings)
    let plan = try Plan(pipeline.graph, settings.restriction)
    let memory = MemoryEstimate(running: pipeline, plan, settings.options)
    let description = PlanDescription(
      read, plan, shapes: pipeline.model.map(Self.shapes) ?? [:],
      remarks: (pipeline.model?.sizeRemark.map { [$0] } ?? []) + ["Memory: \(memory)"])
    Console.output(description.text)
    return report(plan.inspectSources())
  }

  /// The shape of one value of each type.
  private static func shapes(of model: Autoencoder) -> [StreamType: String] {
    guard !model.description.input.takesAnySize else {
      let (picture, latent) = ("[\(model.description.input.channels), height, width]", model.description.latentWords)
      return [.images: picture, .posterior: "\(latent) × 2", .latents: latent, .likelihood: "\(picture) × 2"]
    }
    return [
      .images: "\(model.pictureShape)", .posterior: "\(model.latentShape) × 2", .latents: "\(model.latentShape)",
      .likelihood: "\(model.pictureShape) × 2",
    ]
  }

  /// What the headers tell already.
  private func report(_ failures: [ItemFailure]) -> ExitStatus {
    for failure in failures.prefix(10) { Console.message("zoetrope: \(failure.source): \(failure.reason)") }
    if failures.count > 10 { Console.message("zoetrope: and \(failures.count - 10) more") }
    return failures.isEmpty ? .done : .someFailed
  }
}
