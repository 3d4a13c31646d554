/// Something a stage wants to know of where each item comes from, beside the item's value: the photograph it was made of.
///
/// Nothing of the kind travels unless a stage asks for it. Whoever can provide it is told so when it prepares, through
/// ``Demands``.
public struct Need: Hashable, Sendable {
  /// What it is called, as `photograph`.
  public let name: String
  /// What to do about a recipe in which nobody provides it, as a sentence without its full stop.
  public let advice: String

  /// A need by its name and the advice that errors give.
  public init(_ name: String, advice: String) {
    self.name = name
    self.advice = advice
  }
}

/// What later stages need of a stage's items: a stage that provides it looks here when it prepares.
public enum Demands: EnvironmentKey { public typealias Value = Set<Need> }

extension Environment {
  /// Whether a later stage needs it, so that a stage that provides it must carry it along.
  public func demands(_ need: Need) -> Bool { self[Demands.self]?.contains(need) ?? false }
}
