import Autoencoders
import Kernels
import Tensors

/// Counts what the decoder makes of a change by its share of the change: ½·contrast·Σ(Δm − Δx)²/V, where Δ is a
/// sample's difference from its mean over a group of pictures, and V the mean of Δx² over all groups in which the same
/// factor varies.
///
/// A factor that changes few samples, as a mouth does, is a small part of the squared error, and a decoder that has still
/// heads to turn leaves it faint. Here a smile that is not drawn costs as much as a turn that is not drawn: half of
/// `contrast` for each sample of a picture.
struct GroupContrast {
  private let groupSize: Int
  /// For each picture, contrast/V of its group's kind.
  private let weights: [Float]

  /// - Parameters:
  ///   - strength: `contrast`.
  init(_ groups: PictureGroups, of examples: Examples, strength: Double) {
    var changes: [String: (sum: Double, samples: Int)] = [:]
    for (members, kind) in zip(groups.members, groups.varying) {
      let pictures = members.map { examples.picture($0).elements }
      let change = changes[kind] ?? (0, 0)
      let samples = members.count * examples.shape.count
      changes[kind] = (change.sum + Self.change(within: pictures), change.samples + samples)
    }
    var weights = [Float](repeating: 0, count: examples.count)
    for (members, kind) in zip(groups.members, groups.varying) {
      guard let change = changes[kind], change.sum > 0 else { continue }
      for picture in members { weights[picture] = Float(strength * Double(change.samples) / change.sum) }
    }
    self.weights = weights
    groupSize = groups.members.first?.count ?? 1
  }

  /// Adds its gradient to that by the means.
  /// - Parameters:
  ///   - gradients: by the decoder's means, with 1/batch in it.
  ///   - means: the decoder's, [batch, samples].
  ///   - pictures: x, alike.
  ///   - members: the pictures' numbers, whole groups one after the other.
  /// - Returns: what it costs, mean over the batch.
  func add(
    to gradients: inout [Float], means: [Float], pictures: [Float], _ members: ArraySlice<Int>, _ workers: any Workers
  ) -> Double {
    let (size, samples, share) = (groupSize, means.count / members.count, 1 / Float(members.count))
    var costs = [Double](repeating: 0, count: members.count / size)
    costs.withUnsafeMutableBufferPointer { costs in
      gradients.withUnsafeMutableBufferPointer { gradients in
        means.withUnsafeBufferPointer { means in
          pictures.withUnsafeBufferPointer { pictures in
            let (costs, gradients, means, pictures) = (costs, gradients, means, pictures)
            workers.perform(costs.count) { group in
              let weight = weights[members[members.startIndex + group * size]]
              let sum = Self.add(
                weight * share, to: gradients, means, pictures, first: group * size * samples, samples, size)
              costs[group] = sum * Double(weight) / 2
            }
          }
        }
      }
    }
    return costs.reduce(0, +) / Double(members.count)
  }

  /// Adds a factor times the differences of one group from their means to the gradients.
  /// - Returns: the sum of the squared differences.
  private static func add(
    _ factor: Float, to gradients: UnsafeMutableBufferPointer<Float>, _ means: UnsafeBufferPointer<Float>,
    _ pictures: UnsafeBufferPointer<Float>, first: Int, _ samples: Int, _ size: Int
  ) -> Double {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * samples) { memory in
      let average = UnsafeMutableBufferPointer(rebasing: memory[..<samples])
      let difference = UnsafeMutableBufferPointer(rebasing: memory[samples...])
      average.initialize(repeating: 0)
      var sum = 0.0
      for start in stride(from: first, to: first + size * samples, by: samples) {
        for i in 0..<samples { average[i] += means[start + i] - pictures[start + i] }
      }
      for i in 0..<samples { average[i] /= Float(size) }
      for start in stride(from: first, to: first + size * samples, by: samples) {
        for i in 0..<samples { difference[i] = means[start + i] - pictures[start + i] - average[i] }
        for i in 0..<samples { gradients[start + i] += factor * difference[i] }
        for i in 0..<samples { sum += Double(difference[i] * difference[i]) }
      }
      return sum
    }
  }

  /// The sum of the squared differences of all samples from their means over the pictures.
  private static func change(within pictures: [[Float]]) -> Double {
    var sum = 0.0
    for sample in pictures.first?.indices ?? 0..<0 {
      let mean = pictures.reduce(0) { $0 + $1[sample] } / Float(pictures.count)
      for picture in pictures { sum += Double((picture[sample] - mean) * (picture[sample] - mean)) }
    }
    return sum
  }
}

extension GroupContrast {
  /// - Returns: nil for a training without.
  /// - Throws: `TrainingError.contrastOfLogits`.
  init?(_ model: UntrainedModel, _ examples: Examples, _ settings: TrainingSettings) throws(TrainingError) {
    guard settings.objective.pull != nil, let strength = settings.objective.contrast, let groups = examples.groups
    else { return nil }
    if case .bernoulli = model.family { throw .contrastOfLogits }
    self.init(groups, of: examples, strength: strength)
  }
}
