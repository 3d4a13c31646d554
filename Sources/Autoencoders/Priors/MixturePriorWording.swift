extension MixturePriorProblem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let name):
      "there is no tensor \"\(name)\"; a mixture has weights [K], means [K, d] and covariances [K, d, d]"
    case .shape(let name, let expected, let found):
      "\"\(name)\" has the shape \(found), but for the model's latents and these weights it must have \(expected)"
    case .weightsShape(let found): "\"weights\" has the shape \(found), but must be a list, a number for each component"
    case .notFinite(let name, let index): "\"\(name)\" is not finite at element \(index)"
    case .weights(let problem): "\"weights\" are no probabilities: \(problem)"
    case .weightSum(let sum): "\"weights\" add to \(sum), but must add to 1"
    case .notSymmetric(let component, let row, let column):
      "the covariance of component \(component) is not symmetric: row \(row), column \(column) differs from its mirror image"
    case .notPositiveDefinite(let component, let pivot):
      "the covariance of component \(component) is not positive definite: pivot \(pivot) is not above 0"
    case .tooManyDimensions(let count):
      "the model's latents have \(count) numbers; full covariances are kept for at most \(MixturePrior.mostDimensions)"
    }
  }
}

extension MixturePriorError: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .file(let path, let problem): "\(path): \(problem); fit it again with `zoetrope prior fit --overwrite`"
    case .otherFormat(let path):
      "\(path) is no mixture of a prior: its format is not \"\(MixturePrior.format)\"; make one with `zoetrope prior fit`"
    case .otherModel(let path, let own, let model):
      """
      \(path) was fitted for the model "\(own.name)" (\(own.fingerprint.prefix(12))), not for \
      "\(model.name)" (\(model.fingerprint.prefix(12))); fit it again with `zoetrope prior fit --overwrite`
      """
    case .tooFewPictures(let count, let components):
      """
      \(components) component\(components == 1 ? "" : "s") cannot be fitted to \(count) picture\(count == 1 ? "" : "s"); \
      give at least \(max(2, components)), or ask for fewer with --components
      """
    case .fit(let problem): "the fitted mixture cannot be kept: \(problem)"
    case .otherPrior(let drawn, let model):
      "the latent was drawn from \(drawn), but the model's prior is now \(model); use the model folder as it was"
    case .notLearned(let name):
      "the prior of \(name) has `components`, and model.yaml names no `mixture` with them; train it, or take them out"
    case .learned(let path):
      "\(path) was learned together with the model, whose p(z) it is; a fit does not replace it: copy the folder, and take "
        + "`components` out of the copy's model.yaml"
    case .builtin(let name):
      "\(name) comes with the program and stays as it is; copy its folder, and fit the copy"
    }
  }
}
