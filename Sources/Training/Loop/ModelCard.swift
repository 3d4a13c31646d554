import Autoencoders
import Documents
import Kernels
import Tensors

/// The page that goes with a trained model: what it learned from, how, and how well.
struct ModelCard {
  let recipe: TrainingRecipe
  let model: UntrainedModel
  let pictures: Int
  let history: TrainingHistory

  /// Markdown.
  var text: String {
    let last = history.epochs.last
    let losses = last?.losses ?? Losses()
    return """
      # \(model.description.name)

      Trained by `zoetrope train \(recipe.file.name)`.

      | | |
      |---|---|
      | pictures | \(pictures), as \(model.pictureShape) |
      | latents | \(model.latentShape) |
      | parameters | \(model.summary.parameters) |
      | epochs | \(recipe.settings.epochs), batches of \(recipe.settings.batch) |
      | seed | \(recipe.settings.seed) |
      | negative log-likelihood | \(rounded(losses.negativeLogLikelihood)) nats a picture, in the last epoch |
      | KL divergence | \(rounded(losses.klDivergence)) nats |
      | squared error | \(rounded(losses.squaredError, 100_000)) a sample |

      Where the pictures come from and what their terms are is for whoever trained it to say here.

      """
  }

  private func rounded(_ value: Double, _ scale: Double = 100) -> String { "\((value * scale).rounded() / scale)" }
}
