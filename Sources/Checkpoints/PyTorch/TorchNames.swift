internal import Pickles

/// The names of Python that a state dict needs; a pickle that asks for any other is refused.
enum TorchNames {
  /// Makes a tensor of a storage: (storage, offset, size, stride, …).
  static let tensor: Set<PickleGlobal> = [
    PickleGlobal("torch._utils", "_rebuild_tensor"), PickleGlobal("torch._utils", "_rebuild_tensor_v2"),
  ]

  /// The same, with the type of the elements as seventh argument.
  static let typedTensor = PickleGlobal("torch._utils", "_rebuild_tensor_v3")

  /// Makes a parameter of a tensor: (tensor, …).
  static let parameter = PickleGlobal("torch._utils", "_rebuild_parameter")

  /// Storages whose elements are bytes until a tensor says otherwise.
  static let untyped = PickleGlobal("torch.storage", "UntypedStorage")

  /// Types of elements by the storages that hold them.
  static let storages: [PickleGlobal: ElementType] = [
    PickleGlobal("torch", "DoubleStorage"): .float64, PickleGlobal("torch", "FloatStorage"): .float32,
    PickleGlobal("torch", "HalfStorage"): .float16, PickleGlobal("torch", "BFloat16Storage"): .bfloat16,
    PickleGlobal("torch", "LongStorage"): .int64, PickleGlobal("torch", "IntStorage"): .int32,
    PickleGlobal("torch", "CharStorage"): .int8, PickleGlobal("torch", "ByteStorage"): .uint8,
    PickleGlobal("torch", "BoolStorage"): .bool,
  ]

  /// Types of elements by their own names.
  static let types: [PickleGlobal: ElementType] = [
    PickleGlobal("torch", "float64"): .float64, PickleGlobal("torch", "float32"): .float32,
    PickleGlobal("torch", "float16"): .float16, PickleGlobal("torch", "bfloat16"): .bfloat16,
    PickleGlobal("torch", "int64"): .int64, PickleGlobal("torch", "int32"): .int32,
    PickleGlobal("torch", "int8"): .int8, PickleGlobal("torch", "uint8"): .uint8, PickleGlobal("torch", "bool"): .bool,
  ]

  /// Whether a name is that of a type of elements, known here or not.
  static func isType(_ name: PickleGlobal) -> Bool {
    let kinds = ["float", "bfloat", "complex", "int", "uint", "qint", "quint", "bits"]
    return name.module == "torch"
      && (name.name.hasSuffix("Storage") || kinds.contains { name.name.hasPrefix($0) })
  }

  /// All of them.
  static let allowed: Set<PickleGlobal> =
    tensor.union(storages.keys).union(types.keys).union([
      typedTensor, parameter, untyped, PickleGlobal("torch", "Size"),
    ])
}
