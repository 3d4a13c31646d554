import Statistics
import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How likely each vector comes from each component.
struct ExpectationStep: Sendable {
  /// A list for each component: a number for each vector.
  let responsibilities: [[Double]]
  /// Σ log p(x).
  let logLikelihood: Double

  /// How many vectors are looked at together.
  private static let block = 128

  init(_ vectors: Matrix, _ components: [WeightedComponent]) throws {
    let constants = components.map { component in
      log(component.weight) - (component.gaussian.cholesky.logDeterminant + Double(vectors.columns) * logOfTurn) / 2
    }
    let blocks = try concurrentMap((vectors.rows + Self.block - 1) / Self.block) { index in
      let range = index * Self.block..<min((index + 1) * Self.block, vectors.rows)
      return Block(
        zip(components, constants).map { component, constant in
          component.distances.squares(vectors, range).map { constant - $0 / 2 }
        })
    }
    responsibilities = components.indices.map { k in blocks.flatMap { $0.responsibilities[k] } }
    logLikelihood = blocks.reduce(0) { $0 + $1.logLikelihood }
  }

  /// Some vectors.
  private struct Block: Sendable {
    var responsibilities: [[Double]]
    var logLikelihood = 0.0

    /// - Parameter logJoint: log wₖ·pₖ(x), a list for each component.
    init(_ logJoint: [[Double]]) {
      responsibilities = logJoint
      for i in logJoint[0].indices {
        let sum = LogSumExp.of(logJoint.map { $0[i] })
        logLikelihood += sum
        for k in logJoint.indices { responsibilities[k][i] = exp(logJoint[k][i] - sum) }
      }
    }
  }
}
