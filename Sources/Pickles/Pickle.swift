/// A pickle, read: values and what they consist of.
public struct Pickle: Sendable {
  /// The value that the whole is.
  public internal(set) var root = PickleValue.none

  /// How many bytes it took.
  public internal(set) var byteCount = 0

  var tuples: [[PickleValue]] = []
  var lists: [[PickleValue]] = []
  var dictionaries: [[Entry]] = []
  var calls: [Call] = []
  var identifiers: [PickleValue] = []

  /// A key of a dictionary and its value.
  public struct Entry: Hashable, Sendable {
    /// The key.
    public let key: PickleValue
    /// Its value.
    public let value: PickleValue
  }

  /// An allowed function and what it would be called with.
  public struct Call: Hashable, Sendable {
    /// The function.
    public let function: PickleGlobal
    /// Its arguments.
    public let arguments: [PickleValue]
  }

  /// The elements of a tuple or a list; nil for anything else.
  public func elements(_ value: PickleValue) -> [PickleValue]? {
    switch value {
    case .tuple(let index): tuples[index]
    case .list(let index): lists[index]
    default: nil
    }
  }

  /// The entries of a dictionary, in its order; nil for anything else.
  public func entries(_ value: PickleValue) -> [Entry]? {
    if case .dictionary(let index) = value { dictionaries[index] } else { nil }
  }

  /// The call; nil for anything else.
  public func call(_ value: PickleValue) -> Call? { if case .call(let index) = value { calls[index] } else { nil } }

  /// What the pickle calls something outside; nil for anything else.
  public func identifier(_ value: PickleValue) -> PickleValue? {
    if case .outside(let index) = value { identifiers[index] } else { nil }
  }
}

extension Pickle {
  /// Reads the pickle that bytes begin with: numbers, texts, tuples, lists and dictionaries, and calls of what is allowed,
  /// which are kept as they are. There is no way to execute anything.
  /// - Parameters:
  ///   - bytes: the pickle, and perhaps something behind it.
  ///   - allowed: the names of Python that it may refer to; any other is refused where it stands.
  public init(_ bytes: ArraySlice<UInt8>, allowed: Set<PickleGlobal>) throws(PickleError) {
    var machine = PickleMachine(bytes, allowed: allowed)
    self = try machine.run()
  }
}
