public import Files

/// Why a training cannot begin, or go on.
public enum TrainingError: Error, Hashable, Sendable {
  /// Too few pictures for one step.
  case tooFewPictures(found: Int, batch: Int)
  /// A conditional model needs a label of each picture.
  case noLabels([String])
  /// Pictures have a label that the model does not know.
  case unknownLabel(String, model: [String])
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
