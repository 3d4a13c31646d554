public import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the files that come with the program lie.
///
/// Looked for in this order: the folder that the variable ZOETROPE_HOME names; `../share/zoetrope` beside the executable
/// (as it was called, and with links resolved); the folder that a build leaves beside the executable.
public struct ResourceFolders: Sendable {
  /// The folders, the one that counts first; none needs to exist.
  public let folders: [Path]

  /// The folders of this process.
  public init() {
    self.init(
      home: getenv("ZOETROPE_HOME").map { String(cString: $0) },
      executables: ["/proc/self/exe", CommandLine.arguments.first ?? ""] + Self.testBundles)
  }

  /// The folders that follow from a variable and the paths of executables.
  init(home: String?, executables: [String]) {
    var folders: [Path] = []
    if let home, !home.isEmpty { folders.append(Path(home)) }
    // A bare name was found along PATH; only the link to the executable says where.
    let places = executables.filter { $0.contains("/") }.map { Path($0) }
    let beside = places.flatMap { [try? $0.resolved(), $0.string.hasPrefix("/proc/") ? nil : $0] }.compactMap {
      $0?.parent
    }
    folders += beside.map { $0.parent / "share/zoetrope" }
    folders += beside.map { $0 / "Zoetrope_Zoetrope.resources" }
    self.folders = folders.reduce(into: []) { unique, folder in if !unique.contains(folder) { unique.append(folder) } }
  }

  /// Where models lie in them.
  var modelFolders: [Path] { folders.map { $0 / "Models" } }

  /// All models that come with the program, by name; of two with one name the first found.
  public func models() -> [(name: String, folder: Path)] {
    var found: [String: Path] = [:]
    for folder in modelFolders where folder.kind == .folder {
      let descriptions = (try? FolderWalk(folder) { $0 == ModelFolder.descriptionName })?.files ?? []
      for description in descriptions where description.components.count == 2 {
        let name = description.components[0]
        found[name] = found[name] ?? folder / name
      }
    }
    return found.sorted { naturalOrder($0.key, $1.key) }.map { ($0.key, $0.value) }
  }

  /// Tests run inside another executable, which is told where their bundle is.
  private static var testBundles: [String] {
    CommandLine.arguments.filter { $0.hasSuffix(".xctest") }
  }
}
