internal import Pickles

/// Finds the tensors in what `torch.save` was given: a state dict, or dictionaries that have one among other things.
struct TorchDictionary {
  private(set) var views: [String: TorchView] = [:]
  private let pickle: Pickle

  /// What training scripts call the state dict that they keep beside the optimiser's.
  private static let usual = ["state_dict", "model_state_dict", "model", "net", "vae", "module", "weights", "params"]
  /// What is not the model's.
  private static let foreign = ["optimizer", "optim", "scheduler", "lr_scheduler"]
  private static let deepest = 4

  init(_ pickle: Pickle) throws(TorchError.Problem) {
    self.pickle = pickle
    guard let root = pickle.entries(pickle.root) else { throw .noTensors }
    try collect(inside(root), prefix: "", depth: 0)
    if views.isEmpty { throw .noTensors }
  }

  /// The dictionary that holds the state dict: the one of a usual name, where there are several.
  private func inside(_ root: [Pickle.Entry]) -> [Pickle.Entry] {
    var entries = root
    for _ in 0..<Self.deepest {
      guard !entries.contains(where: { isTensor($0.value) }) else { return entries }
      let named = Self.usual.lazy.compactMap { name in entries.first { $0.key.text == name } }
      guard let inner = named.compactMap({ self.pickle.entries($0.value) }).first else { return entries }
      entries = inner
    }
    return entries
  }

  private mutating func collect(_ entries: [Pickle.Entry], prefix: String, depth: Int) throws(TorchError.Problem) {
    for entry in entries {
      guard let key = entry.key.text, !(depth == 0 && Self.foreign.contains { key.hasPrefix($0) }) else { continue }
      if let inner = pickle.entries(entry.value), depth < Self.deepest {
        try collect(inner, prefix: prefix + key + ".", depth: depth + 1)
      } else if isTensor(entry.value), let call = pickle.call(entry.value) {
        let name = prefix + key
        guard views.updateValue(try view(call, name), forKey: name) == nil else { throw .twice(tensor: name) }
      }
    }
  }

  private func isTensor(_ value: PickleValue) -> Bool {
    guard let function = pickle.call(value)?.function else { return false }
    return function == TorchNames.parameter || function == TorchNames.typedTensor
      || TorchNames.tensor.contains(function)
  }

  private func view(_ call: Pickle.Call, _ name: String) throws(TorchError.Problem) -> TorchView {
    var call = call
    if call.function == TorchNames.parameter {
      guard let tensor = call.arguments.first, let inner = pickle.call(tensor), inner.function != TorchNames.parameter
      else { throw .form(tensor: name) }
      call = inner
    }
    let arguments = call.arguments
    guard arguments.count >= 4, let offset = arguments[1].int, let extents = integers(arguments[2]),
      let strides = integers(arguments[3])
    else { throw .form(tensor: name) }
    var type: ElementType?
    if call.function == TorchNames.typedTensor {
      type = arguments.count > 6 ? arguments[6].global.flatMap { TorchNames.types[$0] } : nil
      if type == nil { throw .form(tensor: name) }
    }
    return try TorchView(
      name, try storage(arguments[0], as: type, name), offset: offset, extents: extents, strides: strides)
  }

  private func integers(_ value: PickleValue) -> [Int]? {
    let elements = pickle.call(value).flatMap { $0.arguments.first.flatMap { pickle.elements($0) } }
    guard let elements = elements ?? pickle.elements(value) else { return nil }
    let integers = elements.compactMap(\.int)
    return integers.count == elements.count ? integers : nil
  }

  /// ("storage", type, key, place, number of elements), and in old files a view, which nobody reads any more.
  private func storage(
    _ value: PickleValue, as type: ElementType?, _ name: String
  ) throws(TorchError.Problem) -> TorchView.Storage {
    guard let parts = pickle.identifier(value).flatMap({ pickle.elements($0) }), parts.count >= 5,
      parts[0].text == "storage", let kind = parts[1].global, let key = parts[2].text, let count = parts[4].int,
      count >= 0, count < 1 << 40, parts.count == 5 || parts[5] == .none
    else { throw .form(tensor: name) }
    if kind == TorchNames.untyped, let type {
      return TorchView.Storage(key: key, type: type, count: count / type.byteCount)
    }
    guard let own = TorchNames.storages[kind], type == nil || type == own else { throw .form(tensor: name) }
    return TorchView.Storage(key: key, type: own, count: count)
  }
}
