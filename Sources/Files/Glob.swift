/// A pattern of paths: `*` any part of a name, `?` one character, `[a-z]` and `[!a-z]` one of a set, `**` any folders,
/// and `\` before a character that means itself. Names that begin with a dot are never found.
public struct Glob: Hashable, Sendable {
  /// The pattern as it was written.
  public let pattern: String

  /// The folder before the first name with a wildcard: keys are relative to it.
  public let root: Path

  private let names: [NamePattern]

  /// A pattern as it was written; one without wildcards names one path.
  public init(_ pattern: String) {
    self.pattern = pattern
    let path = Path(pattern)
    let names = path.components
    let wild = names.firstIndex(where: Self.isPattern) ?? max(names.count - 1, 0)
    let fixed = names[..<wild].map { NamePattern.unescaped($0) }.joined(separator: "/")
    self.root = Path(path.isAbsolute ? "/" + fixed : fixed.isEmpty ? "." : fixed)
    self.names = names[wild...].map(NamePattern.init)
  }

  /// Whether a text has a wildcard.
  public static func isPattern(_ text: String) -> Bool {
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\\" { _ = rest.popFirst() }
      if "*?[".unicodeScalars.contains(scalar) { return true }
    }
    return false
  }

  /// The files that match, relative to the root, in natural order, and what could not be looked at.
  /// - Throws: if the root cannot be listed.
  public func files() throws(FileError) -> FolderWalk {
    try FolderWalk(root, state: closure([0])) { name, state in
      let next = advance(state, by: name)
      return next.isEmpty ? nil : next
    } accepts: { name, state in
      advance(state, by: name).contains(names.count)
    }
  }

  /// Whether a path below the root, and relative to it, matches.
  public func matches(_ path: Path) -> Bool {
    path.components.reduce(closure([0])) { advance($0, by: $1) }.contains(names.count)
  }

  /// How far in the pattern one may be after a further name: `**` stays where it is, or ends.
  private func advance(_ state: Set<Int>, by name: String) -> Set<Int> {
    var next: Set<Int> = []
    for position in state where position < names.count {
      if names[position].isAnyFolders {
        next.insert(position)
      } else if names[position].matches(name) {
        next.insert(position + 1)
      }
    }
    return closure(next)
  }

  /// `**` also stands for no folder at all; at the end it stands for any file.
  private func closure(_ state: Set<Int>) -> Set<Int> {
    var result = state
    for position in state.sorted() {
      var next = position
      while next < names.count, names[next].isAnyFolders {
        next += 1
        result.insert(next)
      }
    }
    return result
  }
}
