import ArgumentParser
import Zoetrope

struct PlanCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Shows what a run would do: the graph, the items, the outputs, the memory.",
    discussion: "Lists the inputs and names the outputs, and reads no picture.")

  @OptionGroup var recipe: RecipeOptions
  @OptionGroup var selection: SelectionOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("Compute lanes, for the estimate of the memory.", valueName: "n"))
  var jobs: Int?

  func execute() throws -> ExitStatus {
    let read = try recipe.read()
    let pipeline = try Pipeline(read, existing: .overwrite)
    var settings = RunSettings(options: RunOptions(jobs: jobs ?? Machine.cores))
    try selection.apply(to: &settings)
    let plan = try Plan(pipeline.graph, settings.restriction)
    let memory = MemoryEstimate(pipeline, plan, settings.options)
    Console.output(PlanDescription(plan, read).text(memory: memory.description))
    return .done
  }
}
