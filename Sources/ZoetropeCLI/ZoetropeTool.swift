import ArgumentParser
import Zoetrope

/// The command line; each command stands in a file of its own.
@main
struct ZoetropeTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zoetrope",
    abstract: "Edits pictures through the latents of a trained variational autoencoder.",
    discussion: """
      A recipe (YAML) lists stages: load, encode, sample z, add attribute vector, decode, sample, save. Begin with
        zoetrope run Pipelines/smile-strip.yaml
        zoetrope run Pipelines/add-smile.yaml --set input=photos --set output=smiling
      Messages and progress go to standard error, data alone to standard output.

      Exit codes:
        0 done   1 some pictures failed   64 usage   65 recipe, model or data
        66 input missing   70 a defect of Zoetrope   73 output cannot be created
        74 I/O error, as a full disk   77 refused   130 and 143 interrupted
      """,
    version: Release.version,
    subcommands: [
      RunCommand.self, RerunCommand.self, CheckCommand.self, PlanCommand.self, StagesCommand.self, SchemaCommand.self,
      ModelCommand.self,
      ModelsCommand.self, ImportCommand.self, ArchitecturesCommand.self, ExportCommand.self, AttributesCommand.self,
      AttributeCommand.self,
      InspectCommand.self, NearestCommand.self,
      TrainCommand.self, PriorCommand.self, EvaluateCommand.self, ExportCommand.self, DrawFacesCommand.self,
    ])
}
