/// What may stand in a field of a stage.
public enum FieldType: Hashable, Sendable {
  /// A finite number.
  case number
  /// A finite number, or a name.
  case numberOrName
  /// A number without a fraction.
  case integer
  /// `true` or `false`.
  case boolean
  /// Any text.
  case text
  /// A file or folder that is read; relative to where it is written.
  case path
  /// The name of something that is written, with `{…}` for parts of the item's name; relative to the working folder.
  case output
  /// One of these words.
  case choice([String])
  /// So many integers in a list.
  case integers(count: Int)
  /// A path, or a list of them.
  case paths
  /// Latent dimensions: a name, an index, a range as `0-9`, or a list of these.
  case dimensions
  /// One or two of them, each a selector.
  case names
  /// A mapping of names to numbers.
  case numbersByName
  /// Two numbers in a list.
  case interval
  /// A program and its arguments, in a list.
  case command
}

extension FieldType {
  /// Whether one value stands there, so that a list of them can be a sweep.
  public var isScalar: Bool {
    switch self {
    case .number, .numberOrName, .integer, .boolean, .text, .path, .output, .choice: true
    case .integers, .paths, .dimensions, .names, .numbersByName, .interval, .command: false
    }
  }
}

extension FieldType: CustomStringConvertible {
  /// As it completes "takes …".
  public var description: String {
    switch self {
    case .number: "a number"
    case .numberOrName: "a number or a name"
    case .integer: "a whole number"
    case .boolean: "true or false"
    case .text: "a text"
    case .path: "a path"
    case .output: "a file name, with {…} for parts of the item's name"
    case .choice(let names): Self.alternatives(names)
    case .integers(let count): "a list of \(count) whole numbers"
    case .paths: "a path or a list of paths"
    case .dimensions: "a dimension's name or index, a range as 0-9, or a list of these"
    case .names: "a name or a list of names"
    case .numbersByName: "a mapping of names to numbers"
    case .interval: "a list of two numbers, the lower first"
    case .command: "a list of a program and its arguments"
    }
  }

  /// As `crop, pad or stretch`.
  static func alternatives(_ names: [String]) -> String {
    names.count < 2 ? names.joined() : names.dropLast().joined(separator: ", ") + " or " + names[names.count - 1]
  }
}
