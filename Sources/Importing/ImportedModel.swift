public import Checkpoints
public import Documents
public import Files
public import Tensors

/// A model that was read from someone else's files: what its folder will hold.
public struct ImportedModel: Sendable {
  /// How messages call it, unless the user says otherwise.
  public var name: String

  /// The mapping of `model.yaml`, without `format` and `name`.
  public var description: [Node.Field]

  /// The float tensors, by the names that the layers ask for.
  public var tensors: [String: Tensor]

  /// Where tensors stood that had another name, or stood in one of several files.
  public var origins: [String: TensorOrigin] = [:]

  /// The type in which the tensors are written.
  public var precision: SafeTensors.FloatType = .float32

  /// Further files of the folder, as the graphs of an ONNX model: names and bytes.
  public var files: [(name: String, bytes: [UInt8])] = []

  /// Why `model.yaml` is only a draft that its user has to complete; nil for a model that is whole.
  public var openQuestion: String?

  /// What the files do not say and was assumed.
  public var assumptions: [Assumption] = []

  /// The files it was read from.
  public var sources: [Path]

  /// A model of which nothing was assumed yet.
  public init(name: String, description: [Node.Field], tensors: [String: Tensor], sources: [Path]) {
    self.name = name
    self.description = description
    self.tensors = tensors
    self.sources = sources
  }
}

/// Where a tensor came from.
public struct TensorOrigin: Hashable, Sendable {
  /// The stem of its file, where a model came in several: `taef2_encoder`.
  public let file: String?

  /// The name that it had there.
  public let name: String

  /// The shape that it had there, if it was another with the same elements.
  public let shape: Shape?

  /// A name in a file.
  public init(file: String? = nil, name: String, shape: Shape? = nil) {
    self.file = file
    self.name = name
    self.shape = shape
  }
}

/// Something that a model's files do not say: what was taken for it, and how to say otherwise.
public struct Assumption: Hashable, Sendable {
  /// What was assumed, a phrase without a full stop: `the encoder's activations are ReLU`.
  public let words: String

  /// How to change it: `--activation silu`.
  public let change: String

  /// What was assumed, and what to write for something else.
  public init(_ words: String, change: String) {
    self.words = words
    self.change = change
  }
}

extension Assumption: CustomStringConvertible {
  /// As `the pixels are in [0, 1] (--range -1..1 says otherwise)`.
  public var description: String { "\(words) (otherwise \(change))" }
}
