internal import Files
private import Synchronization
public import Tensors

/// Parameters that are loaded; it remembers which ones, so that what nobody asked for can be named at the end.
public final class CheckpointParameters: ParameterSource {
  private let store: any TensorStore
  private let prefix: String
  private let used = Mutex<Set<String>>([])

  /// - Parameter prefix: what stands before the model's names in the store, such as `vae.`; tensors without it are
  ///   those of another model, and are left alone.
  public init(_ store: some TensorStore, prefix: String = "") {
    self.store = store
    self.prefix = prefix
  }

  /// Reads a parameter; its shape must be the given one, and its elements finite.
  public func parameter(_ name: String, shape: Shape, initial: Initialisation) throws -> Tensor {
    let name = prefix + name
    guard let found = store.shape(of: name) else { throw store.missing(name) }
    guard found == shape else {
      throw CheckpointError(store.path, .shape(tensor: name, expected: shape, found: found))
    }
    let tensor = try store.tensor(name)
    try tensor.checkFinite(name, in: store.path)
    _ = used.withLock { $0.insert(name) }
    return tensor
  }

  /// Whether the store has a parameter of this name.
  public func has(_ name: String) -> Bool { store.shape(of: prefix + name) != nil }

  /// The names that have the prefix and were not asked for. The counters of PyTorch's batch norms are no parameters.
  public var unused: [String] {
    let used = used.withLock { $0 }
    return store.names.filter {
      $0.hasPrefix(prefix) && !used.contains($0) && !$0.hasSuffix("num_batches_tracked")
    }
  }

  /// Makes sure that every tensor was asked for.
  /// - Throws: an error that names those which were not.
  public func checkAllUsed() throws(CheckpointError) {
    let unused = unused
    if !unused.isEmpty { throw CheckpointError(store.path, .unused(unused)) }
  }
}
