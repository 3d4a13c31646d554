/// A name of Python that a pickle refers to, as `torch.FloatStorage`.
public struct PickleGlobal: Hashable, Sendable, CustomStringConvertible {
  /// The module: `torch`.
  public let module: String
  /// The name in it: `FloatStorage`.
  public let name: String

  /// A name in a module.
  public init(_ module: String, _ name: String) {
    self.module = module
    self.name = name
  }

  /// As Python writes it.
  public var description: String { "\(module).\(name)" }
}

/// A value of a pickle. What consists of others is a number under which `Pickle` keeps it, so that no value is nested
/// deeply, whatever a file says.
public enum PickleValue: Hashable, Sendable {
  /// Python's None.
  case none
  /// A truth.
  case bool(Bool)
  /// A whole number of 64 bits.
  case int(Int)
  /// A whole number of more bits, as its bytes, the least significant first.
  case long([UInt8])
  /// A number.
  case number(Double)
  /// A text.
  case text(String)
  /// Bytes.
  case bytes([UInt8])
  /// A name of Python that was allowed.
  case global(PickleGlobal)
  /// A tuple.
  case tuple(Int)
  /// A list.
  case list(Int)
  /// A dictionary.
  case dictionary(Int)
  /// An allowed function with its arguments; it was not called.
  case call(Int)
  /// Something that lies outside the pickle, by what the pickle calls it.
  case outside(Int)

  /// The whole number, if it is one.
  public var int: Int? { if case .int(let value) = self { value } else { nil } }

  /// The text, if it is one.
  public var text: String? { if case .text(let value) = self { value } else { nil } }

  /// The truth, if it is one.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// The name of Python, if it is one.
  public var global: PickleGlobal? { if case .global(let value) = self { value } else { nil } }
}
