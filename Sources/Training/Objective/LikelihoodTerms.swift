import Autoencoders
import Kernels

/// The picture half of the objective: −log p(x|z) of a batch and its gradient by the decoder's outputs.
struct LikelihoodTerms {
  /// −log p(x|z), mean over the batch.
  private(set) var negativeLogLikelihood = 0.0
  /// What is minimised of it: the same unless samples are weighted by their variance.
  private(set) var loss = 0.0
  /// Of pictures and means, over all samples.
  private(set) var squaredError = 0.0
  /// By the decoder's first output, with 1/batch in it.
  private(set) var meanGradients: [Float] = []
  /// By its second; empty where it has none.
  private(set) var spreadGradients: [Float] = []

  /// The loss of each draw; empty where each picture has one.
  private(set) var drawLosses: [Double] = []

  /// - Parameters:
  ///   - pictures: x, [batch, samples].
  ///   - outputs: the decoder's, alike: means or logits, and spreads where each sample has its own.
  init(
    pictures: [Float], outputs: [[Float]], _ family: UntrainedModel.Family, varianceWeight: Double, batch: Int,
    _ workers: any Workers
  ) {
    let parts = min(batch, LikelihoodTerms.parts)
    let share = 1 / Double(batch)
    let sums = evaluate(pictures, outputs, SampleTerms(family, varianceWeight: varianceWeight), workers, parts) { _ in
      share
    }
    add(sums.map { ($0, share) }, samples: pictures.count / max(batch, 1))
  }

  /// Of several draws for each picture, each of which counts in its own measure.
  /// - Parameters:
  ///   - pictures: x of each draw, [draws, samples].
  ///   - outputs: the decoder's, alike.
  ///   - shares: how much each draw counts in the loss: its weight among those of its picture, divided by the batch.
  init(
    pictures: [Float], outputs: [[Float]], _ family: UntrainedModel.Family, varianceWeight: Double, shares: [Double],
    _ workers: any Workers
  ) {
    let sums = evaluate(pictures, outputs, SampleTerms(family, varianceWeight: varianceWeight), workers, shares.count) {
      shares[$0]
    }
    add(Array(zip(sums, shares)), samples: pictures.count / max(shares.count, 1))
    drawLosses = sums.map(\.loss)
  }

  /// Adds what becomes of the change within groups.
  /// - Parameters:
  ///   - pictures: x, [batch, samples].
  ///   - outputs: the decoder's, alike.
  ///   - members: the pictures' numbers, whole groups one after the other.
  mutating func add(
    _ contrast: GroupContrast, pictures: [Float], outputs: [[Float]], _ members: ArraySlice<Int>,
    _ workers: any Workers
  ) {
    loss += contrast.add(to: &meanGradients, means: outputs[0], pictures: pictures, members, workers)
  }

  /// The sums over equal parts of all samples, and the gradients.
  private mutating func evaluate(
    _ pictures: [Float], _ outputs: [[Float]], _ terms: SampleTerms, _ workers: any Workers, _ parts: Int,
    share: (Int) -> Double
  ) -> [SampleTerms.Sums] {
    var means = [Float](repeating: 0, count: pictures.count)
    var spreads = [Float](repeating: 0, count: outputs.count > 1 ? pictures.count : 0)
    var sums = [SampleTerms.Sums](repeating: .init(), count: max(parts, 1))
    let count = pictures.count
    sums.withUnsafeMutableBufferPointer { sums in
      means.withUnsafeMutableBufferPointer { means in
        spreads.withUnsafeMutableBufferPointer { spreads in
          let (sums, means, spreads) = (sums, means, spreads)
          workers.perform(parts) { part in
            let range = part * count / parts..<(part + 1) * count / parts
            sums[part] = terms.evaluate(pictures, outputs, range, share: share(part), means, spreads)
          }
        }
      }
    }
    (meanGradients, spreadGradients) = (means, spreads)
    return sums
  }

  private mutating func add(_ sums: [(sum: SampleTerms.Sums, share: Double)], samples: Int) {
    for (sum, share) in sums {
      negativeLogLikelihood += sum.negativeLogLikelihood * share
      loss += sum.loss * share
      squaredError += sum.squaredError * share / Double(max(samples, 1))
    }
  }

  /// The parts that a batch's samples are cut into, on any number of cores.
  private static let parts = 16
}
