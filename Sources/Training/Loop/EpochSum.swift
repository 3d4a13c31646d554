/// The losses of an epoch under way.
struct EpochSum: Equatable {
  private var total = Losses()
  private var count = 0

  init() {}

  mutating func add(_ losses: Losses) {
    total.add(losses)
    count += 1
  }

  var mean: Losses { total.scaled(by: 1 / Double(max(count, 1))) }
}

extension EpochSum: LosslessStringConvertible {
  /// As a checkpoint keeps it; reading it gives the same bits.
  var description: String {
    let numbers = [total.loss, total.negativeLogLikelihood, total.klDivergence, total.squaredError]
    return ([String(count)] + numbers.map { "\($0)" }).joined(separator: " ")
  }

  init?(_ description: String) {
    let words = description.split(separator: " ")
    let numbers = words.dropFirst().compactMap { Double($0) }
    guard let count = words.first.flatMap({ Int($0) }), count >= 0, numbers.count == 4, words.count == 5 else {
      return nil
    }
    self.count = count
    total = Losses(
      loss: numbers[0], negativeLogLikelihood: numbers[1], klDivergence: numbers[2], squaredError: numbers[3])
  }
}

extension Losses {
  /// Adds those of more pictures.
  mutating func add(_ other: Losses) {
    loss += other.loss
    negativeLogLikelihood += other.negativeLogLikelihood
    klDivergence += other.klDivergence
    squaredError += other.squaredError
  }

  /// A share of each.
  func scaled(by factor: Double) -> Losses {
    Losses(
      loss: loss * factor, negativeLogLikelihood: negativeLogLikelihood * factor, klDivergence: klDivergence * factor,
      squaredError: squaredError * factor)
  }
}
