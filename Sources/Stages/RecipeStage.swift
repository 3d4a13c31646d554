public import Dataflow

/// A stage that recipes can name. A further one is used from recipes by `Catalogue.standard.adding(_:)`.
public protocol RecipeStage: Stage {
  /// All the facts about it; its name is also the id it has where nothing else is said.
  static var declaration: StageDeclaration { get }
}
