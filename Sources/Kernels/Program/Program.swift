public import Tensors

/// A network as data: values computed from its inputs by operations, in order; each value is assigned once.
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
    /// One value, or several for the operations that take as many as they are given.
    var sources: [Value]
    var shape: Shape
    /// What its parameters' names begin with in a checkpoint; nil where nobody named them.
    var name: String?

    /// The value it is applied to, or the first of several.
    var source: Value { sources[0] }

    /// The whole name of one of its parameters.
    func parameterName(_ role: String) -> String { (name.map { $0 + "." } ?? "") + role }
  }

  private let inputShapes: [Shape]
  /// The operations in order; the values before theirs are the inputs.
  private(set) var nodes: [Node] = []

  /// The values that a run gives back, in the order of `output(_:)`.
  public private(set) var outputs: [Value] = []

  /// A program whose input has the given shape for one item, as [3, 64, 64] (channels, height, width) or [128].
  public init(input: Shape) { self.init(inputs: [input]) }

  /// A program of several inputs, as a picture and what is known about it.
  /// - Precondition: there is at least one.
  public init(inputs: [Shape]) {
    precondition(!inputs.isEmpty, "a program has an input")
    inputShapes = inputs
  }

  /// The value the program starts from, or the first of several.
  public var input: Value { Value(index: 0) }

  /// The values the program starts from.
  public var inputs: [Value] { inputShapes.indices.map { Value(index: $0) } }

  /// The shape of a value, for one item.
  public func shape(of value: Value) -> Shape { node(of: value)?.shape ?? inputShapes[value.index] }

  /// Adds an operation and returns the value it computes.
  /// - Parameter name: what the names of its parameters begin with in a checkpoint, as `encoder.0`.
  /// - Throws: `ProgramError` where the shapes do not fit, with the operation, what it expected and what it found.
  public mutating func append(
    _ operation: Operation, to value: Value, named name: String? = nil
  ) throws(ProgramError) -> Value {
    try append(operation, to: [value], named: name)
  }

  /// Adds an operation on several values, as their sum, and returns the value it computes.
  /// - Throws: `ProgramError` where the shapes do not fit, or the operation takes another number of values.
  public mutating func append(
    _ operation: Operation, to values: [Value], named name: String? = nil
  ) throws(ProgramError) -> Value {
    let shape = try operation.shape(applyingTo: values.map { self.shape(of: $0) })
    return append(Node(operation: operation, sources: values, shape: shape, name: name))
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
    return Value(index: inputShapes.count + nodes.count - 1)
  }

  /// Puts another operation in the place of the one that computes a value; the shape stays unless said.
  mutating func replaceOperation(of value: Value, by operation: Operation, shape: Shape? = nil) {
    let place = value.index - inputShapes.count
    nodes[place].operation = operation
    if let shape { nodes[place].shape = shape }
  }

  /// The operation that computes a value; an input has none.
  func node(of value: Value) -> Node? {
    value.index < inputShapes.count ? nil : nodes[value.index - inputShapes.count]
  }

  /// All computed values, in order.
  var computed: [Value] { nodes.indices.map { Value(index: inputShapes.count + $0) } }

  /// What a value is computed from; nothing for an input.
  func sources(of value: Value) -> [Value] { node(of: value)?.sources ?? [] }

  /// The name of an operation that cannot be learned through, if there is one.
  public var operationWithoutGradient: String? {
    for node in nodes { if case .array(let operation) = node.operation { return operation.name } }
    return nil
  }

  /// For each value, by its index, the values computed from it; one that takes it twice is there twice.
  var users: [[Value]] {
    var users = [[Value]](repeating: [], count: inputShapes.count + nodes.count)
    for value in computed {
      for source in sources(of: value) { users[source.index].append(value) }
    }
    return users
  }

  /// Whether a value has exactly one use, and that is not to be an output.
  func isPassedOn(_ value: Value, _ users: [[Value]]) -> Bool {
    users[value.index].count == 1 && !outputs.contains(value)
  }
}
