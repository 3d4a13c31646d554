public import Files
public import Tensors

/// What is wrong with a checkpoint, or with the way it is used.
public struct CheckpointError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Error, Hashable, Sendable {
    /// The file is too short for a header.
    case noHeader
    /// The header claims a length that is too large, or larger than the file.
    case headerLength(UInt64, limit: Int)
    /// The header is not the JSON that it must be; in the words of its reader.
    case header(String)
    /// The entry of a tensor lacks something or has it wrong.
    case entry(tensor: String, String)
    /// The type of a tensor is none that is read.
    case unknownType(tensor: String, String)
    /// The bytes that the header gives a tensor are not those that its shape needs.
    case byteCount(tensor: String, expected: Int, found: Int)
    /// A tensor does not begin where the one before it ends.
    case gapOrOverlap(tensor: String, expected: Int, found: Int)
    /// The file does not end where the last tensor does.
    case fileSize(expected: Int, found: Int)
    /// There is no such tensor.
    case missing(tensor: String, nearest: String?)
    /// The tensor has another shape.
    case shape(tensor: String, expected: Shape, found: Shape)
    /// The tensor has an infinity or a NaN.
    case notFinite(tensor: String, index: Int)
    /// The value is too large for the type that is to be written.
    case overflow(tensor: String, value: Float, type: ElementType)
    /// The model uses only a part of the tensors.
    case unused([String])
    /// The name cannot be written.
    case reservedName(String)
  }

  /// The file.
  public let file: Path

  /// What is wrong.
  public let problem: Problem

  /// An error in a file.
  public init(_ file: Path, _ problem: Problem) {
    self.file = file
    self.problem = problem
  }
}

extension CheckpointError: CustomStringConvertible {
  /// As `weights.safetensors: "encoder.0.weight" has the shape [32, 3, 3, 3], but the model needs [32, 3, 4, 4]`.
  public var description: String { "\(file): \(problem.wording)" }
}

extension CheckpointError.Problem {
  fileprivate var wording: String {
    switch self {
    case .noHeader: "the file is too short to be a safetensors file; download or export it again"
    case .headerLength(let length, let limit): "the header claims \(length) bytes where at most \(limit) are possible"
    case .header(let words): "the header cannot be read: \(words)"
    case .entry(let tensor, let words): "the header's entry of \"\(tensor)\" \(words)"
    case .unknownType(let tensor, let type):
      "\"\(tensor)\" has the type \(type), which is not read; convert it to F32 or F16"
    case .byteCount(let tensor, let expected, let found):
      "\"\(tensor)\" needs \(expected) bytes for its shape, but the header gives it \(found)"
    case .gapOrOverlap(let tensor, let expected, let found):
      "\"\(tensor)\" begins at byte \(found) of the data, but must begin at \(expected)"
    case .fileSize(let expected, let found):
      "the file has \(found) bytes where its header says \(expected); download or export it again"
    case .missing(let tensor, let nearest):
      "there is no tensor \"\(tensor)\"\(nearest.map { "; did you mean \"\($0)\"?" } ?? "")"
    case .shape(let tensor, let expected, let found):
      "\"\(tensor)\" has the shape \(found), but the model needs \(expected)"
    case .notFinite(let tensor, let index): "\"\(tensor)\" is not finite at element \(index)"
    case .overflow(let tensor, let value, let type):
      "\"\(tensor)\" has the value \(value), which is too large for \(type.rawValue); write it as F32"
    case .unused(let names):
      "the model has no place for \(Self.list(names)); check the layer names in its description"
    case .reservedName(let name): "a tensor cannot have the name \"\(name)\""
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(5).map { "\"\($0)\"" }.joined(separator: ", ")
    return names.count > 5 ? "\(shown) and \(names.count - 5) more tensors" : shown
  }
}
