import Autoencoders
import Dataflow
import Documents
import Recipes
import Stages

extension Provenance.Common {
  /// What the pictures of a recipe have in common.
  init(_ recipe: Recipe, _ catalogue: Catalogue, _ model: Autoencoder?) {
    self.init(
      program: "zoetrope \(Release.version)", file: recipe.file.name, recipe: recipe.file.text,
      parameters: recipe.shapingParameters(catalogue),
      model: model.map { Provenance.Model(name: $0.name, fingerprint: $0.fingerprint) })
  }
}
