import Checkpoints
public import Files
import Tensors

/// Compares a model with numbers that another program computed with it.
public enum GoldenCheck {
  /// How far one tensor is from its golden value.
  public struct Difference: Hashable, Sendable {
    /// Its name in the file.
    public let name: String
    /// The largest absolute difference of two elements.
    public let maximum: Float
    /// The largest absolute value of the golden tensor.
    public let scale: Float

    /// The largest difference, measured by the largest golden number.
    public var relative: Float { scale > 0 ? maximum / scale : maximum }
  }

  /// Computes what a file of golden tensors holds, and compares.
  ///
  /// The file has `x` (pictures), and of these `posterior.mean`, `posterior.log_variance`, and of the decoded mean
  /// `likelihood.mean`, `likelihood.log_variance`; or `z` (latents) and `likelihood.mean.of_z`; or, of a model without a
  /// posterior, `x`, `z` (its encoding) and `y` (the decoding of z); any of the results may be missing. The decoder is
  /// given the file's mean if it has one, so that each network is compared by itself. For a conditional model `x.labels` and `z.labels` are the numbers of their classes, counted from 0.
  /// - Returns: the largest difference for each result that the file has, by name.
  /// - Throws: errors of the file, `ModelError`, what the kernels report.
  public static func run(_ model: Autoencoder, _ path: Path) throws -> [Difference] {
    let golden = try SafeTensors(path)
    let isChain = golden.names.contains("y") || !golden.names.contains { $0.hasPrefix("likelihood.mean") }
    var computed: [(name: String, items: [Tensor])] = []
    if isChain {
      computed = try chain(model, golden)
    } else if let x = try golden.floats("x") {
      let labels = try golden.labels("x.labels")
      let posteriors = try model.encode(x.items, labels: labels).map { try $0.get() }
      // Encoder and decoder each by itself: a decoder may widen a difference of the last digit.
      let means = try golden.floats("posterior.mean")?.items ?? posteriors.map(\.mean)
      let likelihoods = try model.decode(means, labels: labels).map { try $0.get() }
      computed.append(("posterior.mean", posteriors.map(\.mean)))
      computed.append(("posterior.log_variance", posteriors.compactMap(\.logVariance)))
      computed.append(("likelihood.mean", likelihoods.map(\.mean)))
      computed.append(("likelihood.log_variance", likelihoods.compactMap(\.logVariance)))
    }
    if !isChain, let z = try golden.floats("z") {
      let labels = try golden.labels("z.labels")
      computed.append(
        ("likelihood.mean.of_z", try model.decode(z.items, labels: labels).map { try $0.get().mean }))
    }
    return try computed.compactMap { name, items in
      try golden.floats(name).map {
        Difference(name: name, maximum: difference(items, $0.items), scale: $0.elements.map(abs).max() ?? 0)
      }
    }
  }

  /// Encoding and decoding each compared by itself, the decoding from the golden encoding.
  private static func chain(_ model: Autoencoder, _ golden: SafeTensors) throws -> [(name: String, items: [Tensor])] {
    var computed: [(name: String, items: [Tensor])] = []
    if let x = try golden.floats("x") {
      let posteriors = try model.encode(x.items).map { try $0.get() }
      computed += [("z", posteriors.map(\.mean)), ("posterior.mean", posteriors.map(\.mean))]
      computed.append(("posterior.log_variance", posteriors.compactMap(\.logVariance)))
    }
    if let z = try golden.floats("z") {
      computed.append(("y", try model.decode(z.items).map { try $0.get().mean }))
    }
    return computed
  }

  /// The largest absolute difference; infinite where counts or shapes differ.
  private static func difference(_ a: [Tensor], _ b: [Tensor]) -> Float {
    guard a.map(\.shape) == b.map(\.shape) else { return .infinity }
    return zip(a, b).map { $0.largestDifference(to: $1) }.max() ?? 0
  }
}

extension SafeTensors {
  /// The numbers of classes; none where the file has no such tensor.
  fileprivate func labels(_ name: String) throws -> [Int] {
    try (floats(name)?.elements ?? []).map { Int(exactly: $0) ?? -1 }
  }
}

extension Likelihood {
  /// The log-variance of each sample, if the family has one.
  fileprivate var logVariance: Tensor? { if case .gaussian(let logVariance) = family { logVariance } else { nil } }
}

extension Tensor {
  /// The items of a batch.
  var items: [Tensor] {
    let shape = shape.item
    return withUnsafeElements { elements in
      (0..<self.shape[0]).map { Tensor(shape, elements[$0 * shape.count..<($0 + 1) * shape.count]) }
    }
  }

  /// The largest absolute difference of two elements; NaN counts as infinite.
  func largestDifference(to other: Tensor) -> Float {
    withUnsafeElements { a in
      other.withUnsafeElements { b in
        a.indices.reduce(0) { largest, i in
          let difference = abs(a[i] - b[i])
          return difference.isNaN ? .infinity : max(largest, difference)
        }
      }
    }
  }
}
