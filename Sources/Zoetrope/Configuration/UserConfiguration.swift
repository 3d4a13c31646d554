public import Documents
public import Files
public import Stages

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a user has decided once for all recipes: `config.yaml` in the folder `zoetrope` of the user's configuration.
public struct UserConfiguration: Hashable, Sendable {
  /// The programs that recipes may run.
  public var tools: ToolPermission = .none

  /// Nothing decided.
  public init() {}

  /// Where it stands: below `XDG_CONFIG_HOME`, or `.config` in the home folder. Nil where neither is known.
  public static var path: Path? {
    if let folder = variable("XDG_CONFIG_HOME"), folder.hasPrefix("/") { return Path(folder) / "zoetrope/config.yaml" }
    return variable("HOME").map { Path($0) / ".config/zoetrope/config.yaml" }
  }

  /// The user's configuration; without a file nothing is decided.
  /// - Throws: `FileError`, or `Diagnostics`: all that is wrong in the file.
  public static func read() throws -> UserConfiguration {
    guard let path, path.kind != .nothing else { return UserConfiguration() }
    return try UserConfiguration(
      SourceFile(name: path.string, bytes: try readFile(path, limit: YAML.maximumSize + 1)))
  }

  /// What a file says.
  /// - Throws: all that is wrong, at once.
  public init(_ file: SourceFile) throws(Diagnostics) {
    let node = try YAML.read(file)
    guard !node.isNull else { return }
    guard let fields = node.mapping else {
      throw Diagnostics([file.error("a configuration is a mapping, as \"tools: [convert]\"", at: node)])
    }
    var problems = Diagnostics()
    for field in fields {
      guard field.key.text == "tools" else {
        problems.append(file.error("unknown key \"\(field.key.text)\"; a configuration has: tools", at: field.key))
        continue
      }
      tools = .only(Self.programs(field.value, file, &problems))
    }
    try problems.throwIfErrors()
  }

  private static func programs(_ node: Node, _ file: SourceFile, _ problems: inout Diagnostics) -> [String] {
    guard let nodes = node.isNull ? [] : node.sequence else {
      problems.append(file.error("\"tools\" takes a list of programs, as [convert, /opt/bin/retouch]", at: node))
      return []
    }
    return nodes.compactMap { node in
      guard let name = node.scalar?.text, !name.isEmpty, !name.contains("/") || name.hasPrefix("/") else {
        problems.append(
          file.error("\"tools\" takes names that are found in the folders of PATH, or absolute paths", at: node))
        return nil
      }
      return name
    }
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
