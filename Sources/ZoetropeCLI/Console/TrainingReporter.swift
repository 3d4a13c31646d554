import Synchronization
import Zoetrope

/// Tells people, or a program, how a training goes.
final class TrainingReporter: TrainingObserver {
  private let style: ProgressReporter.Style
  private let batch: Int
  private let limit: Int?
  private let stop: StopFlag
  private var clock = TrainingClock()
  private var recent = RecentLoss()
  private var lastShown = 0.0

  /// - Parameters:
  ///   - batch: the pictures of a step.
  ///   - limit: after how many steps the training shall stop; nil for its end.
  ///   - stop: asks the training to save and stop.
  init(_ style: ProgressReporter.Style, batch: Int, limit: Int?, stop: StopFlag) {
    self.stop = stop
    self.style = style
    self.batch = batch
    self.limit = limit
  }

  func begin(_ run: TrainingRun) {
    let trainer = run.trainer
    clock = TrainingClock()
    guard style == .terminal || style == .plain else { return }
    let parts = [
      "\(run.examples.count) pictures", "\(trainer.model.summary.parameters) parameters",
      "\(trainer.steps) steps in \(run.recipe.settings.epochs) epochs",
    ]
    Console.message("zoetrope: " + parts.joined(separator: ", "))
    if trainer.step > 0 {
      Console.message("zoetrope: going on after step \(trainer.step) of \(trainer.steps), where it was saved")
    }
  }

  func advanced(to step: Int, of steps: Int, epoch: Int, _ losses: Losses) -> Bool {
    clock.advance()
    recent.take(losses)
    show(step, steps, epoch, losses)
    return !stop.isSet && clock.steps != limit
  }

  func finished(_ epoch: TrainingHistory.Epoch) {
    switch style {
    case .terminal: Console.fragment("\r\u{1B}[K")
    case .plain: break
    case .json: return Console.message(JSONValue.object([.init("event", "epoch")] + facts(epoch)).compact)
    case .none: return
    }
    Console.message("epoch \(epoch.number): \(Self.words(epoch.losses))")
  }

  func end(_ ending: TrainingRun.Ending, of recipe: TrainingRecipe) {
    guard style != .none, style != .json else { return }
    if style == .terminal { Console.fragment("\r\u{1B}[K") }
    switch ending {
    case .finished: Console.message("zoetrope: \(recipe.output) is trained")
    case .stopped: Console.message("zoetrope: saved and stopped; the same command goes on from here")
    }
  }

  private func show(_ step: Int, _ steps: Int, _ epoch: Int, _ losses: Losses) {
    let now = clock.seconds
    switch style {
    case .terminal where now - lastShown >= 0.2: Console.fragment("\r\u{1B}[K" + line(step, steps, epoch))
    case .plain where now - lastShown >= 10: Console.message(line(step, steps, epoch))
    case .json where now - lastShown >= 0.5 || step == steps:
      let members: [JSONValue.Member] = [
        .init("event", "progress"), .init("step", .int(step)), .init("steps", .int(steps)), .init("epoch", .int(epoch)),
        .init("loss", .number(losses.loss)), .init("seconds", .number((now * 1000).rounded() / 1000)),
      ]
      Console.message(JSONValue.object(members).compact)
    default: return
    }
    lastShown = now
  }

  private func line(_ step: Int, _ steps: Int, _ epoch: Int) -> String {
    var parts = ["step \(step)/\(steps)", "epoch \(epoch)", Self.words(recent.losses)]
    if let rate = clock.rate {
      parts.append("\(Progress.short(rate * Double(batch))) pictures/s")
      parts.append("\(Progress.duration(Double(steps - step) / rate)) left")
    }
    return parts.joined(separator: ", ")
  }

  private static func words(_ losses: Losses) -> String {
    let error = (losses.squaredError * 1e5).rounded() / 1e5
    return "loss \(short(losses.loss)), KL \(short(losses.klDivergence)) nats, squared error \(error)"
  }

  private static func short(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

  private func facts(_ epoch: TrainingHistory.Epoch) -> [JSONValue.Member] {
    let losses = epoch.losses
    return [
      .init("epoch", .int(epoch.number)), .init("loss", .number(losses.loss)),
      .init("negative log-likelihood", .number(losses.negativeLogLikelihood)),
      .init("KL divergence", .number(losses.klDivergence)), .init("squared error", .number(losses.squaredError)),
      .init("rate", .number(epoch.rate)),
    ]
  }
}

/// A wish that one thread has and another looks at.
final class StopFlag: Sendable {
  private let state = Mutex(false)

  var isSet: Bool { state.withLock { $0 } }

  func set() { state.withLock { $0 = true } }
}

/// How fast the steps follow each other.
private struct TrainingClock {
  private let started = ContinuousClock.now
  private(set) var steps = 0

  mutating func advance() { steps += 1 }

  var seconds: Double {
    let elapsed = started.duration(to: .now).components
    return Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
  }

  /// Steps a second; nil while nothing can be said.
  var rate: Double? { steps > 1 ? Double(steps) / seconds : nil }
}

/// The losses of the last steps, an older one counting less.
private struct RecentLoss {
  private(set) var losses = Losses()
  private var isEmpty = true

  mutating func take(_ new: Losses) {
    let share = isEmpty ? 1 : 0.05
    isEmpty = false
    losses.loss += share * (new.loss - losses.loss)
    losses.klDivergence += share * (new.klDivergence - losses.klDivergence)
    losses.squaredError += share * (new.squaredError - losses.squaredError)
  }
}
