import Autoencoders
import Tensors

/// Graphics codes: named dimensions that stand for one factor each (DC-IGN, Kulkarni et al. 2015).
///
/// In a group of pictures in which one factor alone varies, every dimension that does not stand for it is inactive: the
/// decoder is given the group's mean of it, so that what differs within the group can only come through the dimension of
/// its factor. And the posterior mean of each inactive dimension is pulled to the group's, by ½·pull·(μ − μ̄)². The paper
/// pulls the latents; what is drawn would only be made narrower by that. What the decoder asks of a mean is shared among
/// the group's latents, where the paper drops it: so every picture teaches every dimension, and the gradient is that of a
/// loss.
struct GraphicsCodes {
  /// How strongly inactive latents are pulled to their mean.
  let pull: Double
  /// How many pictures a group has, one after the other in a batch.
  let groupSize: Int
  /// What holds named dimensions to their factors' values, if anything.
  let anchors: CodeAnchors?
  /// For each picture, which kind of group it is in.
  private let kinds: [Int]
  /// For each kind of group, whether each dimension is inactive in it.
  private let inactive: [[Bool]]

  /// - Parameters:
  ///   - named: the model's names of dimensions; one of each factor that varies alone.
  ///   - dimensions: how many there are; those without a factor are active where the rest varies.
  /// - Throws: `TrainingError.noDimension`, `.noValues`.
  init(
    _ groups: PictureGroups, _ named: [String: Int], dimensions: Int, pull: Double, anchor: Double? = nil
  ) throws(TrainingError) {
    let factors = Set(groups.varying).subtracting([PictureGroups.rest]).sorted()
    var owned: [String: Int] = [:]
    for factor in factors {
      guard let dimension = named[factor] else { throw .noDimension(factor, named: named.keys.sorted()) }
      owned[factor] = dimension
    }
    let all = factors + [PictureGroups.rest]
    inactive = all.map { kind in
      (0..<dimensions).map { dimension in
        owned[kind].map { dimension != $0 } ?? owned.values.contains(dimension)
      }
    }
    var kinds = [Int](repeating: 0, count: groups.members.joined().count)
    for (members, kind) in zip(groups.members, groups.varying) {
      for picture in members { kinds[picture] = all.firstIndex(of: kind) ?? all.count - 1 }
    }
    self.kinds = kinds
    self.pull = pull
    anchors = if let anchor { try CodeAnchors(groups, named, strength: anchor) } else { nil }
    groupSize = groups.members.first?.count ?? 1
  }

  /// The latents that the decoder is given: inactive ones are the mean of their group.
  /// - Parameter pictures: of the batch, whole groups one after the other.
  func clamped(_ latents: [Float], _ pictures: ArraySlice<Int>) -> [Float] {
    var result = latents
    forEachInactive(latents.count, pictures) { places in
      let mean = Self.mean(latents, places)
      for place in places { result[place] = mean }
    }
    return result
  }

  /// The gradient by the latents that were drawn.
  /// - Parameter gradients: by the latents that the decoder was given.
  func shared(_ gradients: [Float], _ pictures: ArraySlice<Int>) -> [Float] { clamped(gradients, pictures) }

  /// What the pull costs, mean over the batch.
  func penalty(_ means: [Float], _ pictures: ArraySlice<Int>) -> Double {
    var sum = 0.0
    forEachInactive(means.count, pictures) { places in
      let mean = Double(Self.mean(means, places))
      for place in places { sum += (Double(means[place]) - mean) * (Double(means[place]) - mean) }
    }
    return pull / 2 * sum / Double(pictures.count)
  }

  /// Adds the pull's gradient to that by the posterior means.
  func pull(_ gradients: inout [Float], of means: [Float], _ pictures: ArraySlice<Int>) {
    let share = Float(pull / Double(pictures.count))
    forEachInactive(means.count, pictures) { places in
      let mean = Self.mean(means, places)
      for place in places { gradients[place] += share * (means[place] - mean) }
    }
  }

  /// Calls with the places of each inactive dimension's latents in each group.
  private func forEachInactive(_ count: Int, _ pictures: ArraySlice<Int>, _ body: (StrideTo<Int>) -> Void) {
    let dimensions = count / pictures.count
    for first in stride(from: 0, to: pictures.count, by: groupSize) {
      let inactive = inactive[kinds[pictures[pictures.startIndex + first]]]
      for dimension in 0..<dimensions where inactive[dimension] {
        let start = first * dimensions + dimension
        body(stride(from: start, to: start + groupSize * dimensions, by: dimensions))
      }
    }
  }

  private static func mean(_ values: [Float], _ places: StrideTo<Int>) -> Float {
    var (sum, count) = (0.0, 0.0)
    for place in places { (sum, count) = (sum + Double(values[place]), count + 1) }
    return Float(sum / count)
  }
}

extension GraphicsCodes {
  /// - Returns: nil for a training without.
  /// - Throws: `TrainingError`, where pictures or model do not fit.
  init?(_ model: UntrainedModel, _ examples: Examples, _ settings: TrainingSettings) throws(TrainingError) {
    guard let pull = settings.objective.pull else { return nil }
    guard (model.posteriorComponents ?? model.priorComponents) == nil, model.description.categorical.isEmpty else {
      throw .codesOfMixture
    }
    guard let groups = examples.groups else { throw .noGroups }
    guard settings.augmentation == Augmentation() else { throw .variesGroups }
    let size = groups.members[0].count
    guard settings.batch.isMultiple(of: size) else { throw .groupsDoNotFit(batch: settings.batch, group: size) }
    let named = Dictionary(model.description.dimensions.map { ($0.name, $0.index) }) { first, _ in first }
    try self.init(
      groups, named, dimensions: model.latentShape.count, pull: pull, anchor: settings.objective.anchor)
  }
}
