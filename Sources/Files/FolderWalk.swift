/// The files below a folder, and what could not be looked at.
public struct FolderWalk: Hashable, Sendable {
  /// The files, as paths relative to the folder, in natural order.
  public private(set) var files: [Path] = []

  /// Folders that could not be listed and links that lead nowhere; the walk went on without them.
  public private(set) var problems: [FileError] = []

  /// Looks through a folder and all folders in it.
  ///
  /// Names that begin with a dot are left out, and so is what is neither a file nor a folder. Links are followed; each
  /// folder is visited once, however many links lead to it, and preferably by its own name.
  /// - Parameter isWanted: whether a file of this name is wanted.
  /// - Throws: if the folder itself cannot be listed.
  public init(_ root: Path, where isWanted: (String) -> Bool = { _ in true }) throws(FileError) {
    try self.init(root, state: ()) { _, _ in
      ()
    } accepts: { name, _ in
      isWanted(name)
    }
  }

  /// Looks through the folders that `enters` lets pass, and carries its answer down as the state.
  init<State>(
    _ root: Path, state: State, enters: (String, State) -> State?, accepts: (String, State) -> Bool
  ) throws(FileError) {
    var visited: Set<FolderEntry.Identity> = []
    var real = [(path: Path("."), state: state)]
    var linked: [(path: Path, state: State)] = []
    // Real folders first: a link to one of them must not take its place.
    while let (folder, state) = real.popLast() ?? linked.popLast() {
      let entries: [FolderEntry]
      do {
        let listing = try FolderEntry.list(root.appending(folder))
        guard visited.insert(listing.identity).inserted else { continue }
        entries = listing.entries
      } catch {
        if folder == "." { throw error }
        problems.append(error)
        continue
      }
      for entry in entries {
        let path = folder / entry.name
        switch entry.kind {
        case .folder:
          guard let next = enters(entry.name, state) else { continue }
          if entry.isLink { linked.append((path, next)) } else { real.append((path, next)) }
        case .file: if accepts(entry.name, state) { files.append(path) }
        case .nothing:
          if accepts(entry.name, state) { problems.append(FileError(root.appending(path), .read, .notFound)) }
        case .special: continue
        }
      }
    }
    files.sort { naturalOrder($0.string, $1.string) }
    problems.sort { naturalOrder($0.path.string, $1.path.string) }
  }
}
