public import Distributions
public import Files
public import Tensors

/// What is wrong with the numbers of a mixture.
public enum MixturePriorProblem: Error, Hashable, Sendable {
  /// A tensor is not there.
  case missing(String)
  /// A tensor has another shape.
  case shape(String, expected: Shape, found: Shape)
  /// The weights are no list.
  case weightsShape(Shape)
  /// A number is infinite or none.
  case notFinite(String, index: Int)
  /// The weights are no probabilities.
  case weights(NoProbabilities)
  /// The weights do not add to 1.
  case weightSum(Double)
  /// The two halves of a covariance differ.
  case notSymmetric(component: Int, row: Int, column: Int)
  /// A covariance has no Cholesky factor: the pivot is not positive.
  case notPositiveDefinite(component: Int, pivot: Int)
  /// There are too many dimensions for full covariances.
  case tooManyDimensions(Int)
}

/// Why a model's mixture cannot be used or made.
public enum MixturePriorError: Error, Hashable, Sendable {
  /// The file is there, but its numbers are wrong.
  case file(Path, MixturePriorProblem)
  /// The file is another kind of file.
  case otherFormat(Path)
  /// The mixture was fitted for another model.
  case otherModel(Path, of: AttributeVector.ModelIdentity, model: AttributeVector.ModelIdentity)
  /// There are fewer pictures than components.
  case tooFewPictures(count: Int, components: Int)
  /// The fit gives no usable mixture.
  case fit(MixturePriorProblem)
  /// A latent was drawn from another prior than the model's.
  case otherPrior(drawn: String, model: String)
  /// A model says that its prior was learned, and names no mixture.
  case notLearned(String)
  /// A model's mixture was learned in its training, and no fit takes its place.
  case learned(Path)
  /// The model's folder cannot be written to, being one that comes with the program.
  case builtin(String)
}
