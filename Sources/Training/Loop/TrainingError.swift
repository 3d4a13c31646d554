public import Files

/// Why a training cannot begin, or go on.
public enum TrainingError: Error, Hashable, Sendable {
  /// Too few pictures for one step.
  case tooFewPictures(found: Int, batch: Int)
  /// A mixture has more components than there are pictures.
  case tooManyComponents(Int, found: Int)
  /// A prior has more components than there are pictures.
  case tooManyPriorComponents(Int, found: Int)
  /// A categorical latent has more categories than there are pictures.
  case tooManyCategories(Int, of: String, found: Int)
  /// An objective says what is made of categories, and the model has none.
  case noCategories
  /// Free bits are counted by dimensions, which a mixture's divergence is not told by.
  case freeBitsOfMixture
  /// A conditional model needs a label of each picture.
  case noLabels([String])
  /// Pictures have a label that the model does not know.
  case unknownLabel(String, model: [String])
  /// Graphics codes need groups of pictures in which one thing alone varies.
  case noGroups
  /// A factor varies alone that no dimension of the model is called by.
  case noDimension(String, named: [String])
  /// The table does not give a factor's values as numbers.
  case noValues(String)
  /// A batch has to be of whole groups.
  case groupsDoNotFit(batch: Int, group: Int)
  /// Graphics codes clamp and pull the mean of a normal distribution.
  case codesOfMixture
  /// The change within a group is compared in mean pictures, which logits are not.
  case contrastOfLogits
  /// Pictures of a group differ in one thing alone, so they cannot be varied.
  case variesGroups
  /// A value was not finite: at which step, counted from 1, and where it was seen first.
  case notFinite(step: Int, place: String)
  /// A checkpoint belongs to another training.
  case otherTraining(Path, difference: String)
  /// Something else lies where the model is to go.
  case occupied(Path, by: String)
}

extension TrainingError: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .tooFewPictures(let found, let batch):
      "\(found) \(found == 1 ? "picture is" : "pictures are") too few for a step of \(batch); give more, or say a "
        + "smaller `batch`"
    case .tooManyComponents(let components, let found):
      "a mixture of \(components) cannot be learnt from \(found) \(found == 1 ? "picture" : "pictures"); give more, or "
        + "say a smaller `mixture`"
    case .tooManyPriorComponents(let components, let found):
      "a prior of \(components) components cannot be learnt from \(found) \(found == 1 ? "picture" : "pictures"); give more, "
        + "or say fewer `components`"
    case .tooManyCategories(let count, let name, let found):
      "the \(count) categories of \"\(name)\" cannot be learnt from \(found) \(found == 1 ? "picture" : "pictures"); give "
        + "more, or say fewer `categories`"
    case .noCategories:
      "the objective says what is made of categories, and the model has none; take `categorical` out of the objective, "
        + "or say `categorical` in posterior"
    case .freeBitsOfMixture:
      "`free bits` are counted in each dimension, but the KL divergence of a mixture is known of all together; take them "
        + "out, or say `capacity`"
    case .noLabels(let names):
      "the model is told a label of each picture (\(names.joined(separator: ", "))), and the data have none; say "
        + "`labels` in data"
    case .unknownLabel(let name, let names):
      "a picture has the label \"\(name)\", which the model does not know; its `condition` has the labels "
        + names.joined(separator: ", ")
    case .noGroups:
      "`pull` trains graphics codes, which need groups of pictures in which one thing alone varies; say `factors` in data, "
        + "a table with the columns group and varies, as `zoetrope draw-faces --group 20 --alone light,rest` writes it"
    case .noDimension(let factor, let names):
      "\"\(factor)\" varies alone in some groups, but no dimension of the model is called so"
        + (names.isEmpty ? "" : " (\(names.joined(separator: ", ")))") + "; say `dimensions: {\(factor): 0}` in model"
    case .noValues(let factor):
      "`anchor` holds \"\(factor)\" to its values, but the table of factors has no column of numbers that is called so; add "
        + "it, or take `anchor` out of the objective"
    case .groupsDoNotFit(let batch, let group):
      "a batch of \(batch) is not made of whole groups of \(group) pictures; say a multiple of \(group) as `batch`"
    case .codesOfMixture:
      "graphics codes need a posterior and a prior of one normal distribution; take `pull` out of the objective, or the "
        + "mixture, the categories or the prior's components out of the model"
    case .contrastOfLogits:
      "`contrast` compares mean pictures, and the decoder of a bernoulli likelihood gives logits; take it out of the "
        + "objective, or say `family: gaussian` in likelihood"
    case .variesGroups:
      "pictures of a group differ in one thing alone; take what varies them (flip, shift, light, turn, …) out of data"
    case .notFinite(let step, let place):
      "the training went astray at step \(step): \(place) is not finite; the last checkpoint is kept; try a smaller "
        + "`rate`, or `clip`"
    case .otherTraining(let path, let difference):
      "\(path) belongs to another training (\(difference)); choose another output, or remove it"
    case .occupied(let path, let what):
      "\(path) \(what), which a training does not replace; choose another output"
    }
  }
}
