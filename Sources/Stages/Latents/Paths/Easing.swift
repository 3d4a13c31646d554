import Dataflow

/// How a way is gone from one key to the next.
public enum Easing: String, CaseIterable, Sendable {
  /// Evenly.
  case linear
  /// Slowly at both ends: 3t² − 2t³.
  case smooth
  /// Slowly at the beginning: t².
  case `in`
  /// Slowly at the end: 1 − (1 − t)².
  case out

  /// How much of the way is gone at the time t; exactly 0 and 1 at the ends.
  func callAsFunction(_ t: Double) -> Double {
    switch self {
    case .linear: t
    case .smooth: t * t * (3 - 2 * t)
    case .in: t * t
    case .out: t * (2 - t)
    }
  }
}

extension Easing {
  /// The field of the stages that go a way.
  static let field = Field<Easing>.choice(
    "easing", default: .linear, sweeps: true,
    help: "how each way is gone: linear evenly, smooth slowly at both ends, in slowly at its beginning, out at its end")
}
