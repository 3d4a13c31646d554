public import Files

/// Why a training cannot begin, or go on.
public enum TrainingError: Error, Hashable, Sendable {
  /// Too few pictures for one step.
  case tooFewPictures(found: Int, batch: Int)
  /// A conditional model needs a label of each picture.
  case noLabels([String])
  /// Pictures have a label that the model does not know.
  case unknownLabel(String, model: [String])
  /// Graphics codes need groups of pictures in which one thing alone varies.
  case noGroups
  /// A factor varies alone that no dimension of the model is called by.
  case noDimension(String, named: [String])
  /// A batch has to be of whole groups.
  case groupsDoNotFit(batch: Int, group: Int)
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
    case .groupsDoNotFit(let batch, let group):
      "a batch of \(batch) is not made of whole groups of \(group) pictures; say a multiple of \(group) as `batch`"
    case .variesGroups:
      "pictures of a group differ in one thing alone; take flip, shift and light out of data"
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
