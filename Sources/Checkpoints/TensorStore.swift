internal import Documents
public import Files
public import Tensors

/// Named tensors, wherever they come from: a safetensors file, another format, or memory.
public protocol TensorStore: Sendable {
  /// The file that messages name.
  var path: Path { get }

  /// The names of all tensors, sorted by their UTF-8 bytes.
  var names: [String] { get }

  /// The shape of a tensor; nil if there is none of the name.
  func shape(of name: String) -> Shape?

  /// How the elements of a tensor are stored; nil if there is none of the name.
  func type(of name: String) -> ElementType?

  /// A tensor.
  /// - Throws: `CheckpointError` if there is none of the name; `FileError`.
  func tensor(_ name: String) throws -> Tensor
}

extension SafeTensors: TensorStore {}

/// Named tensors in memory.
public struct TensorDictionary: TensorStore {
  /// The file that messages name.
  public let path: Path

  /// The names of all tensors, sorted by their UTF-8 bytes.
  public let names: [String]

  private let tensors: [String: Tensor]
  private let types: [String: ElementType]

  /// Tensors in memory, and the file that messages name.
  /// - Parameter types: how they were stored, where it was not as F32.
  public init(_ tensors: [String: Tensor], types: [String: ElementType] = [:], path: Path) {
    self.path = path
    self.tensors = tensors
    self.types = types
    names = tensors.keys.sorted(by: precedesInUTF8)
  }

  /// The shape of a tensor; nil if there is none of the name.
  public func shape(of name: String) -> Shape? { tensors[name]?.shape }

  /// How the elements of a tensor were stored; nil if there is none of the name.
  public func type(of name: String) -> ElementType? { tensors[name].map { _ in types[name] ?? .float32 } }

  /// A tensor.
  /// - Throws: `CheckpointError` if there is none of the name.
  public func tensor(_ name: String) throws -> Tensor {
    guard let tensor = tensors[name] else { throw missing(name) }
    return tensor
  }
}

extension TensorStore {
  /// Reads all tensors and makes sure that every element is finite.
  /// - Throws: `CheckpointError` that names the first tensor with one that is not; `FileError`.
  public func checkFinite() throws {
    for name in names { try tensor(name).checkFinite(name, in: path) }
  }

  /// The error for a name that no tensor has.
  func missing(_ name: String) -> CheckpointError {
    CheckpointError(path, .missing(tensor: name, nearest: NearestName.suggestion(for: name, among: names)))
  }
}

extension Tensor {
  /// Makes sure that every element is finite.
  /// - Throws: an error that names the tensor and the first element that is not.
  public func checkFinite(_ name: String, in file: Path) throws(CheckpointError) {
    guard !isFinite, let index = withUnsafeElements({ $0.firstIndex { !$0.isFinite } }) else { return }
    throw CheckpointError(file, .notFinite(tensor: name, index: index))
  }
}
