import Documents
import Files

/// The losses of a training, epoch by epoch: what its curves show.
public struct TrainingHistory: Hashable, Sendable {
  /// An epoch: means over its steps.
  public struct Epoch: Hashable, Sendable {
    /// Counted from 1.
    public let number: Int
    /// The means of its losses.
    public let losses: Losses
    /// The rate of its last step.
    public let rate: Double
  }

  /// All so far.
  public private(set) var epochs: [Epoch] = []

  /// Nothing so far.
  public init() {}

  /// Takes an epoch; one of the same number, and what came after it, is forgotten.
  mutating func append(_ epoch: Epoch) {
    epochs.removeAll { $0.number >= epoch.number }
    epochs.append(epoch)
  }

  /// Only the first epochs.
  mutating func keep(_ count: Int) { epochs.removeAll { $0.number > count } }

  /// As a table: epoch, loss, negative log-likelihood, KL divergence, squared error, rate.
  public var table: String {
    let rows = epochs.map { epoch in
      let losses = epoch.losses
      let numbers = [
        losses.loss, losses.negativeLogLikelihood, losses.klDivergence, losses.squaredError, epoch.rate,
      ]
      return ([String(epoch.number)] + numbers.map { "\($0)" }).joined(separator: ",") + "\n"
    }
    return Self.header + "\n" + rows.joined()
  }

  private static let header = "epoch,loss,negative_log_likelihood,kl_divergence,squared_error,rate"

  /// Reads such a table.
  /// - Throws: `TableError`.
  init(table bytes: [UInt8], name: String) throws {
    let table = try Table(name: name, bytes: bytes)
    let columns = try Self.header.split(separator: ",").map { try table.column(String($0)) }
    for row in 0..<table.rowCount {
      let numbers = try columns.map { try table.number(row, $0) }
      let losses = Losses(
        loss: numbers[1], negativeLogLikelihood: numbers[2], klDivergence: numbers[3], squaredError: numbers[4])
      epochs.append(Epoch(number: Int(numbers[0]), losses: losses, rate: numbers[5]))
    }
  }
}
