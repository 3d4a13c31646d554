public import Files

/// Why an ONNX file is not imported.
public struct ONNXError: Error, Hashable, Sendable {
  /// The file.
  public let path: Path

  /// What is wrong.
  public let reason: Reason

  /// The reasons.
  public enum Reason: Hashable, Sendable {
    /// The bytes are no ONNX model.
    case damaged
    /// The file is larger than an ONNX file can be.
    case tooLarge(bytes: Int)
    /// It has no graph, or a graph without nodes, inputs or outputs.
    case empty
    /// It has more nodes or values than any sensible model.
    case tooMany(String, Int)
    /// A set of operators of a version that is not read.
    case opset(version: Int)
    /// Operators that are not there, each with the first node that has it.
    case missingOperators([NodeName])
    /// A node runs a part of the graph again and again, or by a condition.
    case controlFlow(NodeName)
    /// The model brings functions of its own.
    case functions([String])
    /// A value is used before it is computed, or never is.
    case order(NodeName, value: String)
    /// Two nodes compute a value of the same name.
    case twice(value: String)
    /// A node draws random numbers that its result depends on.
    case random(NodeName)
    /// A node has a form that is not translated; what, in words.
    case form(NodeName, String)
    /// A tensor is stored in a way that is not read; what, in words.
    case tensor(String, String)
    /// A tensor lies in another file, which is not inside the model's folder.
    case outside(tensor: String, location: String)
    /// The graph's inputs and outputs are not those of an autoencoder; what, in words.
    case interface(String)
  }

  /// An error of a file.
  public init(_ path: Path, _ reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// What messages call a node: its operator, and its name or that of its first output.
  public struct NodeName: Hashable, Sendable, CustomStringConvertible {
    /// The operator.
    public let operation: String
    /// Its name.
    public let name: String

    public var description: String { "\(operation) (node \"\(name)\")" }
  }
}

extension ONNXError: CustomStringConvertible {
  public var description: String { "\(path): \(words)" }

  private var words: String {
    switch reason {
    case .damaged: "this is no ONNX model, or it is damaged"
    case .tooLarge(let bytes):
      "\(bytes) bytes are more than an ONNX file can have (2 GiB); save its tensors as external data beside it"
    case .empty: "the model has no graph with inputs, nodes and outputs"
    case .tooMany(let what, let count): "the graph has \(count) \(what), more than any sensible model"
    case .opset(let version):
      version == 0
        ? "the model does not say which version of the operators it uses"
        : "the operators' version \(version) is not read; export the model with opset_version from 11 to 21"
    case .missingOperators(let nodes):
      "not among the operators that are read: " + nodes.map(\.description).joined(separator: ", ")
        + "; export the model without \(nodes.count == 1 ? "it" : "them")"
    case .controlFlow(let node):
      "\(node) is control flow, which is not read; export the model by tracing, so that loops are unrolled"
    case .functions(let names):
      "the model has functions of its own (\(names.joined(separator: ", "))); inline them with onnx.inliner"
    case .order(let node, let value):
      "\(node) takes \"\(value)\", which nothing before it computes: the graph has a loop, or is not sorted"
    case .twice(let value): "the value \"\(value)\" is computed twice"
    case .random(let node):
      "\(node) draws random numbers that the result depends on; export the encoder so that it gives mean and spread"
    case .form(let node, let what): "\(node) \(what)"
    case .tensor(let name, let what): "the tensor \"\(name)\" \(what)"
    case .outside(let tensor, let location):
      "the tensor \"\(tensor)\" lies at \"\(location)\", which is not inside the model's folder"
    case .interface(let words): words
    }
  }
}
