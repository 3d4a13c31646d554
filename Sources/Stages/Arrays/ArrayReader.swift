import Autoencoders
import Checkpoints
import Dataflow
import Documents
import Files
import Tensors

/// A file of arrays, opened and checked against the model, from which items are taken one by one.
struct ArrayReader<Output: ReadableArrayValue>: Sendable {
  /// The arrays by name, items along the first axis.
  private let arrays: [String: Tensor]
  /// One for each item.
  let entries: [SourceEntry]

  /// - Throws: `InputError` for another kind, model or shape; `CheckpointError`, `NPYError`, `FileError`.
  init(_ file: Path, _ model: Autoencoder?) throws {
    if file.ext.lowercased() == "npy" {
      arrays = try Self.npy(file, model)
      let stem = file.stem
      let count = arrays.values.first?.shape[0] ?? 0
      entries = (0..<count).map {
        SourceEntry(
          key: count == 1 ? stem : "\(stem)/" + String($0 + 1).leftPadded(to: 4), origin: ArrayPlace.origin(file, $0))
      }
    } else {
      let tensors = try SafeTensors(file)
      try Self.check(tensors, file, model)
      let names = Output.names.required + Output.names.optional.filter { tensors.names.contains($0) }
      arrays = Dictionary(uniqueKeysWithValues: try names.map { ($0, try Self.array($0, tensors)) })
      entries = try Self.keys(tensors, file, count: arrays[names[0]]?.shape.dimensions.first ?? 0)
    }
    for tensor in arrays.values { try Self.check(tensor.shape.item, file, model) }
  }

  /// The item at a place of the file.
  func value(at index: Int) throws -> Output {
    let parts = arrays.mapValues { $0.item(at: index) }
    guard parts.values.allSatisfy(\.isFinite) else { throw ModelError.notFinite(.latent) }
    return Output(arrays: parts)
  }

  private static func check(_ tensors: SafeTensors, _ file: Path, _ model: Autoencoder?) throws {
    let kind = tensors.metadata[ArrayFile.kind]
    let isComplete = Output.names.required.allSatisfy { tensors.names.contains($0) }
    guard isComplete, kind == nil || kind == Output.streamType.name else {
      throw InputError.noTensors(file.string, kind: Output.streamType.name, found: kind.map { [$0] } ?? tensors.names)
    }
    guard let model, let made = tensors.metadata[ArrayFile.fingerprint], made != model.fingerprint else { return }
    let name = tensors.metadata[ArrayFile.model] ?? "?"
    throw InputError.otherModel(
      file: file.string, madeWith: "\(name) (\(made.prefix(12)))",
      model: "\(model.name) (\(model.fingerprint.prefix(12)))")
  }

  private static func check(_ shape: Shape, _ file: Path, _ model: Autoencoder?) throws {
    guard let model, model.description.pictureShape(ofLatent: shape) == nil else { return }
    let expected = model.description.input.takesAnySize ? model.description.latentWords : "\(model.latentShape)"
    throw InputError.shape(file: file.string, found: "\(shape)", expected: expected)
  }

  private static func keys(_ tensors: SafeTensors, _ file: Path, count: Int) throws -> [SourceEntry] {
    let stem = file.stem
    guard let text = tensors.metadata[ArrayFile.keys] else {
      return (0..<count).map {
        SourceEntry(key: "\(stem)/" + String($0 + 1).leftPadded(to: 4), origin: ArrayPlace.origin(file, $0))
      }
    }
    let keys = (try? JSONValue.parse(text).array)?.compactMap(\.string) ?? []
    guard keys.count == count else { throw ArrayFileError.keys(file) }
    return keys.enumerated().map { SourceEntry(key: $1, origin: ArrayPlace.origin(file, $0)) }
  }

  /// An array, its items brought back to their scale where they are int8.
  private static func array(_ name: String, _ tensors: SafeTensors) throws -> Tensor {
    let numbers = try tensors.tensor(name)
    guard tensors.type(of: name) == .int8 else { return numbers }
    let scales = Quantised.scaleName(of: name)
    guard numbers.shape.rank > 0, tensors.shape(of: scales) == [numbers.shape[0]] else {
      throw ArrayFileError.scale(tensors.path, name)
    }
    return Quantised(numbers: numbers, scales: try tensors.tensor(scales)).tensor
  }

  /// One item without the first axis, or several with it.
  private static func npy(_ file: Path, _ model: Autoencoder?) throws -> [String: Tensor] {
    var tensor = try NPY.decode(try readFile(file, limit: 1 << 32), name: file.string)
    let names = Output.names.required + Output.names.optional
    let axes = names.count == 1 ? 0 : 1
    let rank = (model?.latentShape.rank ?? max(1, tensor.shape.rank - 1 - axes)) + axes
    if tensor.shape.rank == rank { tensor = tensor.reshaped(tensor.shape.batched(1)) }
    guard tensor.shape.rank == rank + 1 else {
      throw InputError.shape(
        file: file.string, found: "\(tensor.shape)", expected: "\(model?.latentShape ?? tensor.shape)")
    }
    guard axes == 1 else { return [names[0]: tensor] }
    guard tensor.shape[1] == names.count else {
      throw InputError.shape(file: file.string, found: "\(tensor.shape)", expected: "[n, \(names.count), …]")
    }
    let items = (0..<tensor.shape[0]).map { tensor.item(at: $0) }
    return Dictionary(
      uniqueKeysWithValues: names.enumerated().map { part, name in
        (name, Tensor(stacking: items.map { $0.item(at: part) }))
      })
  }
}
