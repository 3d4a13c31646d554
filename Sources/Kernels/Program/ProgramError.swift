public import Tensors

/// Why an operation does not fit the value it is applied to.
public enum ProgramError: Error, Equatable {
  /// The value has a shape the operation cannot take; `expected` says in words which it takes.
  case input(operation: String, expected: String, found: Shape)
  /// The operation is applied to another number of values than it takes.
  case sources(operation: String, found: Int)
  /// A parameter (weight, bias, scale, shift) has another shape than the rest of the operation asks for.
  case parameter(operation: String, name: String, expected: String, found: Shape)
  /// Stride, padding or output padding is out of its range.
  case window(operation: String, Window)
  /// The kernel is larger than the padded input, so that the output would be empty.
  case emptyOutput(operation: String, input: Shape, kernel: Shape)
}

extension ProgramError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .input(let operation, let expected, let found):
      "\(operation) takes \(expected), but its input is \(found): check the layer before it"
    case .sources(let operation, let found):
      found == 0
        ? "\(operation) is applied to no value: give it one"
        : "\(operation) is applied to \(found) values, but takes one: add or concatenate them first"
    case .parameter(let operation, let name, let expected, let found):
      "the \(name) of \(operation) is \(found), not \(expected): check the layer's sizes against its weights"
    case .window(let operation, let window):
      """
      \(operation) has stride \(window.stride), padding \(window.padding) and output padding \
      \(window.outputPadding): the stride is at least 1, the padding at least 0, the output padding below the stride
      """
    case .emptyOutput(let operation, let input, let kernel):
      "the input \(input) of \(operation) is too small for its kernel \(kernel): use a larger picture or more padding"
    }
  }
}
