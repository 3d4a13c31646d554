public import Tensors

/// A network as data: values computed from one input by operations, in order; each value is assigned once.
///
/// All shapes are those of one item; a batch is chosen when the program is compiled.
/// ```swift
/// var program = Program(input: [3, 64, 64])
/// let features = try program.append(.convolution(weight: w, bias: b, Window(stride: 2, padding: 1)), to: program.input)
/// program.output(try program.append(.activation(.relu), to: features))
/// ```
public struct Program: Sendable {
  /// A handle to a value of the program that made it.
  public struct Value: Hashable, Sendable {
    let index: Int
  }

  /// One operation, what it is applied to, and the shape of its result.
  struct Node: Sendable {
    var operation: Operation
    var source: Value
    var shape: Shape
    /// What its parameters' names begin with in a checkpoint; nil where nobody named them.
    var name: String?

    /// The whole name of one of its parameters.
    func parameterName(_ role: String) -> String { (name.map { $0 + "." } ?? "") + role }
  }

  private let inputShape: Shape
  /// The operations in order; that of value n is `nodes[n - 1]`, value 0 is the input.
  private(set) var nodes: [Node] = []

  /// The values that a run gives back, in the order of `output(_:)`.
  public private(set) var outputs: [Value] = []

  /// A program whose input has the given shape for one item, as [3, 64, 64] (channels, height, width) or [128].
  public init(input: Shape) { self.inputShape = input }

  /// The value the program starts from.
  public var input: Value { Value(index: 0) }

  /// The shape of a value, for one item.
  public func shape(of value: Value) -> Shape {
    value.index == 0 ? inputShape : nodes[value.index - 1].shape
  }

  /// Adds an operation and returns the value it computes.
  /// - Parameter name: what the names of its parameters begin with in a checkpoint, as `encoder.0`.
  /// - Throws: `ProgramError` where the shapes do not fit, with the operation, what it expected and what it found.
  public mutating func append(
    _ operation: Operation, to value: Value, named name: String? = nil
  ) throws(ProgramError) -> Value {
    append(
      Node(operation: operation, source: value, shape: try operation.shape(applyingTo: shape(of: value)), name: name))
  }

  /// The same program that gives back only some of its outputs, and computes only what these depend on.
  public func giving(_ range: Range<Int>) -> Program {
    var program = self
    program.outputs = Array(outputs[range])
    return program
  }

  /// Adds a value to those that a run gives back.
  public mutating func output(_ value: Value) { outputs.append(value) }

  /// Adds an operation whose shapes are known to fit.
  mutating func append(_ node: Node) -> Value {
    nodes.append(node)
    return Value(index: nodes.count)
  }

  /// Puts another operation in the place of the one that computes a value; the shape stays unless said.
  mutating func replaceOperation(of value: Value, by operation: Operation, shape: Shape? = nil) {
    nodes[value.index - 1].operation = operation
    if let shape { nodes[value.index - 1].shape = shape }
  }

  /// The operation that computes a value; the input has none.
  func node(of value: Value) -> Node? { value.index == 0 ? nil : nodes[value.index - 1] }

  /// All computed values, in order.
  var computed: [Value] { nodes.indices.map { Value(index: $0 + 1) } }

  /// For each value, by its index, the values computed from it.
  var users: [[Value]] {
    var users = [[Value]](repeating: [], count: nodes.count + 1)
    for value in computed { users[nodes[value.index - 1].source.index].append(value) }
    return users
  }

  /// Whether a value has exactly one use, and that is not to be an output.
  func isPassedOn(_ value: Value, _ users: [[Value]]) -> Bool {
    users[value.index].count == 1 && !outputs.contains(value)
  }
}
