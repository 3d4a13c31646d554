public import Files
public import Pickles

/// What is wrong with a PyTorch file.
public struct TorchError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Error, Hashable, Sendable {
    /// Its pickle is not read.
    case pickle(PickleError)
    /// It is neither of the two formats of `torch.save`.
    case unknownFormat
    /// Its numbers begin with the most significant byte.
    case bigEndian
    /// It has no dictionary of tensors.
    case noTensors
    /// A tensor is not written as PyTorch writes them.
    case form(tensor: String)
    /// A tensor has elements that its storage has not.
    case beyondStorage(tensor: String, count: Int)
    /// A tensor has an element of its storage in several places.
    case repeated(tensor: String)
    /// Two tensors share a part of their elements.
    case overlap(String, String)
    /// All tensors together are far more than the file.
    case tooMany(bytes: Int, size: Int)
    /// A storage is missing, or has another size than the tensors need.
    case storage(key: String, expected: Int, found: Int?)
    /// Two tensors have one name.
    case twice(tensor: String)
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

extension TorchError: CustomStringConvertible {
  /// As `model.pth: the pickle asks for Python's os.system, …`.
  public var description: String { "\(file): \(problem.wording)" }
}

extension TorchError.Problem {
  fileprivate var wording: String {
    switch self {
    case .pickle(.global(let global)) where TorchNames.isType(global):
      "a tensor has the type \(global), which is not read; write tensor.float() of each"
    case .pickle(let error): "\(error)"
    case .unknownFormat: "this is no file of torch.save, neither the zip format nor the one before it"
    case .bigEndian: "the numbers were written by a big-endian machine; write the file again on another"
    case .noTensors: "there are no tensors in it; write the weights: torch.save(model.state_dict(), \"weights.pth\")"
    case .form(let tensor): "the tensor \"\(tensor)\" is not as PyTorch writes them; export the file again"
    case .beyondStorage(let tensor, let count):
      "the tensor \"\(tensor)\" needs elements beyond the \(count) of its storage; export the file again"
    case .repeated(let tensor):
      "the tensor \"\(tensor)\" has elements that overlap in memory; write tensor.contiguous() instead"
    case .overlap(let first, let second):
      "the tensors \"\(first)\" and \"\(second)\" overlap in a part of their elements; write tensor.clone() of each"
    case .tooMany(let bytes, let size):
      "its tensors would take \(bytes) bytes, far more than the file's \(size); write tensor.clone() of each"
    case .storage(let key, let expected, nil):
      "the storage \"\(key)\" of \(expected) bytes is missing; download or export the file again"
    case .storage(let key, let expected, let found?):
      "the storage \"\(key)\" has \(found) bytes where its tensors need \(expected); download or export the file again"
    case .twice(let tensor): "there are two tensors \"\(tensor)\""
    }
  }
}
