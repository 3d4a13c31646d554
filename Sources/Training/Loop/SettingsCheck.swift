import Autoencoders

extension TrainingSettings {
  /// Whether a model can be trained so.
  /// - Throws: `TrainingError.freeBitsOfMixture`, `.noCategories`.
  func check(for model: UntrainedModel) throws(TrainingError) {
    if objective.freeBits > 0, (model.posteriorComponents ?? model.priorComponents) != nil { throw .freeBitsOfMixture }
    if objective.categorical != CategoricalObjective(), model.description.categorical.isEmpty { throw .noCategories }
  }

  /// Whether there are pictures enough for everything that is counted.
  /// - Throws: `TrainingError.tooManyComponents`, `.tooManyPriorComponents`, `.tooManyCategories`.
  func check(_ model: UntrainedModel, pictures: Int) throws(TrainingError) {
    if let components = model.posteriorComponents, components > pictures {
      throw .tooManyComponents(components, found: pictures)
    }
    if let components = model.priorComponents, components > pictures {
      throw .tooManyPriorComponents(components, found: pictures)
    }
    for latent in model.description.categorical where latent.categories.count > pictures {
      throw .tooManyCategories(latent.categories.count, of: latent.name, found: pictures)
    }
  }
}
