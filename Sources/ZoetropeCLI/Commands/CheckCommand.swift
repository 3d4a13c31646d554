import ArgumentParser
import Zoetrope

struct CheckCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks a recipe, its model and its vectors, or a training; reads no pictures.",
    discussion: "All errors at once, each with its place. Says nothing but \"fine\" where there is none.")

  @OptionGroup var recipe: RecipeOptions

  func execute() throws -> ExitStatus {
    if let training = try recipe.training() {
      try training.check()
    } else {
      _ = try recipe.pipeline()
    }
    Console.message("\(recipe.recipe): fine")
    return .done
  }
}
