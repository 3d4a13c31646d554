package import Checkpoints
import Documents
import Files
package import Tensors

/// The tensors of a model, from one file or several, by the names that its layers will ask for.
package struct WeightInventory: Sendable {
  /// Where a tensor is.
  private struct Place: Sendable {
    let store: Int
    let original: String
  }

  /// The names, in natural order: `encoder.2` before `encoder.10`.
  package let names: [String]

  /// Whether convolutions have their channels last, as MLX writes them.
  package let isChannelsLast: Bool

  private let stores: [any TensorStore]
  private let places: [String: Place]

  /// Tensors of one file, or of an encoder's and a decoder's.
  /// - Parameters:
  ///   - prefixes: what stands before the names of each file: nothing, or `encoder.` and `decoder.`.
  ///   - leftOut: what the names begin with, as they stand in the files, of tensors that are no part of the model.
  ///   - renamed: the name that a layer asks for.
  /// - Throws: `ImportError.twice`, `.nothingLeftOut`.
  package init(
    _ stores: [any TensorStore], prefixes: [String], leftOut: [String] = [], renamed: (String) -> String = { $0 }
  ) throws(ImportError) {
    if let idle = leftOut.first(where: { out in !stores.contains { $0.names.contains { $0.hasPrefix(out) } } }) {
      throw .nothingLeftOut(idle)
    }
    var places: [String: Place] = [:]
    for (index, (store, prefix)) in zip(stores, prefixes).enumerated() {
      let kept = store.names.filter { name in !leftOut.contains { name.hasPrefix($0) } }
      let common = Self.wrapper(of: kept)
      for original in kept where store.type(of: original)?.isFloat == true {
        let name = renamed(prefix + original.dropFirst(common.count))
        guard places.updateValue(Place(store: index, original: original), forKey: name) == nil else {
          throw .twice(tensor: name)
        }
      }
    }
    self.stores = stores
    self.places = places
    names = places.keys.sorted { naturalOrder($0, $1) }
    isChannelsLast = Self.isChannelsLast(places.values.compactMap { stores[$0.store].shape(of: $0.original) })
  }

  /// What wraps all names: `module.` of a model that was trained on several devices.
  private static func wrapper(of names: [String]) -> String {
    ["module.", "model.", "vae.", "_orig_mod."].first { prefix in names.allSatisfy { $0.hasPrefix(prefix) } } ?? ""
  }

  /// Kernels are square: the two equal extents lie in the middle, and not at the end.
  private static func isChannelsLast(_ shapes: [Shape]) -> Bool {
    let kernels = shapes.filter { $0.rank == 4 }
    return kernels.contains { $0[2] != $0[3] } && kernels.allSatisfy { $0[1] == $0[2] }
  }

  /// Whether there is a tensor.
  package func has(_ name: String) -> Bool { places[name] != nil }

  /// The shape of a tensor as it stands in its file.
  package func shape(_ name: String) -> Shape? {
    places[name].flatMap { stores[$0.store].shape(of: $0.original) }
  }

  /// Where tensors stood that had another name or shape, or that came in one of several files.
  func origins(_ layouts: [String: WeightLayout] = [:]) -> [String: TensorOrigin] {
    var origins: [String: TensorOrigin] = [:]
    for (name, place) in places {
      let shape = layouts[name] == .pixelwise ? shape(name) : nil
      guard stores.count > 1 || place.original != name || shape != nil else { continue }
      origins[name] = TensorOrigin(
        file: stores.count > 1 ? stores[place.store].path.stem : nil, name: place.original, shape: shape)
    }
    return origins
  }

  /// F16 where all tensors are; anything else is written as F32, which has room for it.
  var precision: SafeTensors.FloatType {
    places.values.allSatisfy { stores[$0.store].type(of: $0.original) == .float16 } ? .float16 : .float32
  }

  /// A tensor as the layers have it.
  func tensor(_ name: String, _ layout: WeightLayout?) throws -> Tensor? {
    guard let place = places[name] else { return nil }
    let store = stores[place.store]
    let tensor = try store.tensor(place.original)
    try tensor.checkFinite(place.original, in: store.path)
    if let layout { return layout.arranged(tensor) }
    return isChannelsLast && tensor.shape.rank == 4 ? WeightLayout.convolutionLast.arranged(tensor) : tensor
  }
}
