import Autoencoders
import Dataflow
import Images
import Tensors

/// A value that can be written as arrays of numbers.
protocol ArrayValue: StreamValue {
  /// Its arrays, by the names they have in a file; the first one is the value's main array.
  var arrays: [(name: String, tensor: Tensor)] { get }
}

/// One that can be read back.
protocol ReadableArrayValue: ArrayValue {
  /// The arrays a file must have, and those it may have.
  static var names: (required: [String], optional: [String]) { get }

  init(arrays: [String: Tensor])
}

extension Latent: ReadableArrayValue {
  static var names: (required: [String], optional: [String]) { (["latents"], []) }
  var arrays: [(name: String, tensor: Tensor)] { [("latents", tensor)] }
  init(arrays: [String: Tensor]) { self.init(arrays["latents"] ?? Tensor([])) }
}

extension DiagonalGaussian: ReadableArrayValue {
  static var names: (required: [String], optional: [String]) { (["mean"], ["log_variance"]) }
  var arrays: [(name: String, tensor: Tensor)] {
    [("mean", mean)] + (logVariance.map { [("log_variance", $0)] } ?? [])
  }
  init(arrays: [String: Tensor]) {
    self.init(mean: arrays["mean"] ?? Tensor([]), logVariance: arrays["log_variance"])
  }
}

extension Likelihood: ArrayValue {
  var arrays: [(name: String, tensor: Tensor)] {
    if case .gaussian(let logVariance) = family { return [("mean", mean), ("log_variance", logVariance)] }
    return [("mean", mean)]
  }
}

extension Image: ArrayValue {
  var arrays: [(name: String, tensor: Tensor)] { [("images", tensor())] }
}

extension Tensor {
  /// Tensors of one shape along a new first axis.
  init(stacking tensors: [Tensor]) {
    let item = tensors.first?.shape ?? []
    self.init(item.batched(tensors.count)) { out in
      for (number, tensor) in tensors.enumerated() {
        tensor.withUnsafeElements { elements in
          _ = UnsafeMutableBufferPointer(rebasing: out[(number * item.count)...]).update(fromContentsOf: elements)
        }
      }
    }
  }

  /// The item at a place of the first axis.
  func item(at index: Int) -> Tensor {
    let shape = self.shape.item
    return Tensor(shape) { out in
      withUnsafeElements { all in
        _ = out.update(fromContentsOf: all[(index * shape.count)..<((index + 1) * shape.count)])
      }
    }
  }
}
