import Documents

/// The stages a recipe may use.
public struct Catalogue: Sendable {
  /// In the order in which lists show them.
  public private(set) var stages: [StageDeclaration]

  /// A catalogue of these stages, in this order.
  public init(_ stages: [StageDeclaration]) { self.stages = stages }

  /// The stage of that name; a hyphen is as good as the blank.
  public subscript(name: String) -> StageDeclaration? {
    let wanted = Self.canonical(name)
    return stages.first { $0.name == wanted }
  }

  /// The catalogue with one more stage; one of the same name is replaced.
  public func adding(_ stage: StageDeclaration) -> Catalogue {
    Catalogue(stages.filter { $0.name != stage.name } + [stage])
  }

  /// The name as the catalogue writes it.
  public static func canonical(_ name: String) -> String { String(name.map { $0 == "-" ? " " : $0 }) }

  /// What to say where no stage has the name.
  public func hint(for name: String) -> String {
    NearestName.hint(for: Self.canonical(name), among: stages.map(\.name))
  }
}
