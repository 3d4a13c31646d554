internal import Documents
public import Tensors

/// Why a model is not imported.
public enum ImportError: Error, Hashable, Sendable {
  /// The files are of no kind that is read.
  case unknownKind([String], known: [String])
  /// There is no template of this name.
  case unknownArchitecture(String, known: [String])
  /// A template needs a tensor that is not there.
  case missing(architecture: String, tensor: String, among: [String])
  /// A tensor has another shape than the template needs; `expected` in words.
  case shape(architecture: String, tensor: String, expected: String, found: Shape)
  /// The tensors do not tell the size of a picture.
  case pictureSize(features: Int)
  /// The weights are for pictures of another size than the user says; `takes` in words.
  case otherSize(ImportSize, takes: String)
  /// The tensors leave open what the model is; in words.
  case ambiguous(String)
  /// Something that the files say is not supported; in words, with what to do.
  case unsupported(String)
  /// Several files that do not go together.
  case files([String])
  /// A layer is no part of what the tensors seem to make; in the words of a state dict.
  case extra(layer: String)
  /// No tensor's name begins with what is to be left out.
  case nothingLeftOut(String)
  /// A tensor is in two of the files.
  case twice(tensor: String)
  /// A number of the file that describes the model is missing or wrong.
  case configuration(file: String, String)
  /// The golden tensors say something else than the model that was made.
  case notVerified(tensor: String, difference: Float, tolerance: Float)
}

extension ImportError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownKind(let files, let known):
      "\(files.joined(separator: ", ")): nothing that is imported; what is: " + known.joined(separator: "; ")
    case .unknownArchitecture(let name, let known):
      "there is no architecture \"\(name)\"" + Self.choice(name, known)
    case .missing(let architecture, let tensor, let names):
      """
      the architecture \(architecture) needs a tensor "\(tensor)", which is not there\
      \(NearestName.hint(for: tensor, among: names)); `zoetrope architectures` lists others
      """
    case .shape(let architecture, let tensor, let expected, let found):
      "the architecture \(architecture) does not fit: \"\(tensor)\" must be \(expected), but has the shape \(found)"
    case .pictureSize(let features):
      "\(features) numbers are no square picture, grey or in colour; say its size with --size WIDTHxHEIGHT"
    case .otherSize(.any, let words): "the weights are for \(words), not of any size; leave out --size any"
    case .otherSize(.fixed(let width, let height), let words):
      "the weights are for \(words), not for \(width)×\(height); leave out --size"
    case .ambiguous(let words): words
    case .unsupported(let words): words
    case .files(let files):
      "\(files.joined(separator: " and ")) do not go together: give one file, or an encoder's and a decoder's"
    case .extra(let layer):
      "\"\(layer)\" fits between no layers of the model; if it is no part of it, say --leave-out \(layer)"
    case .nothingLeftOut(let name): "--leave-out \(name): no tensor's name begins so"
    case .twice(let tensor): "the tensor \"\(tensor)\" is in two of the files"
    case .configuration(let file, let words): "\(file): \(words)"
    case .notVerified(let tensor, let difference, let tolerance):
      """
      the model does not give the golden "\(tensor)": the largest difference is \(difference) of its largest number, and \
      at most \(tolerance) would do; change what was assumed and import again
      """
    }
  }

  private static func choice(_ name: String, _ known: [String]) -> String {
    let hint = NearestName.hint(for: name, among: known)
    return hint.isEmpty ? "; there are: " + known.joined(separator: ", ") : hint
  }
}
