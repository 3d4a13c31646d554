import Distributions
import Statistics
import Tensors

/// The tensors of a mixture, as far as each can be checked by itself.
struct CheckedMixture {
  private let weights: Categorical
  private let means: Tensor
  private let covariances: Tensor
  private let dimension: Int

  /// How far the weights' sum may be from 1.
  private static let weightTolerance = 1e-3
  /// How much a covariance's two halves may differ, as a share of its largest number.
  private static let symmetryTolerance: Float = 1e-4

  init(_ tensors: [String: Tensor], dimension: Int) throws(MixturePriorProblem) {
    guard dimension <= MixturePrior.mostDimensions else { throw .tooManyDimensions(dimension) }
    let weights = try Self.tensor(MixturePrior.Name.weights, tensors)
    guard weights.shape.rank == 1, weights.count >= 1 else { throw .weightsShape(weights.shape) }
    means = try Self.tensor(MixturePrior.Name.means, tensors, [weights.count, dimension])
    covariances = try Self.tensor(MixturePrior.Name.covariances, tensors, [weights.count, dimension, dimension])
    self.dimension = dimension
    do { self.weights = try Categorical(weights: weights.doubles) } catch { throw .weights(error) }
    let sum = weights.doubles.reduce(0, +)
    guard abs(sum - 1) <= Self.weightTolerance else { throw .weightSum(sum) }
  }

  private static func tensor(
    _ name: String, _ tensors: [String: Tensor], _ shape: Shape? = nil
  ) throws(MixturePriorProblem) -> Tensor {
    guard let tensor = tensors[name] else { throw .missing(name) }
    if let shape, tensor.shape != shape { throw .shape(name, expected: shape, found: tensor.shape) }
    if let bad = tensor.elements.firstIndex(where: { !$0.isFinite }) { throw .notFinite(name, index: bad) }
    return tensor
  }

  func mixture() throws(MixturePriorProblem) -> Mixture<CorrelatedGaussian> {
    var components: [CorrelatedGaussian] = []
    for k in 0..<weights.count { components.append(try component(k)) }
    return Mixture(weights: weights, components: components)
  }

  private func component(_ k: Int) throws(MixturePriorProblem) -> CorrelatedGaussian {
    let square = dimension * dimension
    let numbers = covariances.withUnsafeElements { Array($0[k * square..<(k + 1) * square]) }
    let largest = numbers.reduce(0) { max($0, abs($1)) }
    for i in 0..<dimension {
      for j in 0..<i
      where abs(numbers[i * dimension + j] - numbers[j * dimension + i]) > largest * Self.symmetryTolerance {
        throw .notSymmetric(component: k, row: i, column: j)
      }
    }
    let covariance = Matrix(rows: dimension, columns: dimension, numbers.map { Double($0) })
    let mean = means.withUnsafeElements { $0[k * dimension..<(k + 1) * dimension].map { Double($0) } }
    do { return try CorrelatedGaussian(mean: mean, covariance: covariance, name: "component \(k)") } catch {
      throw .notPositiveDefinite(component: k, pivot: error.dimension)
    }
  }
}
