public import Files

/// Where a model is, as a recipe or a command names it.
public enum ModelLocation: Hashable, Sendable {
  /// A model that comes with the program: `builtin:faces`.
  case builtin(String)
  /// A model folder.
  case folder(Path)

  /// How names of models that come with the program begin.
  public static let builtinPrefix = "builtin:"

  /// A location as it is written; anything but `builtin:NAME` is a path.
  /// - Parameters:
  ///   - text: the text of a recipe or an argument.
  ///   - base: the folder that a relative path is relative to.
  public init(_ text: String, relativeTo base: Path = ".") {
    self =
      text.hasPrefix(Self.builtinPrefix)
      ? .builtin(String(text.dropFirst(Self.builtinPrefix.count))) : .folder(base.appending(Path(text)))
  }

  /// The model folder.
  /// - Throws: `ModelLookupError` if there is none, with where was looked and what there is.
  public func resolve(_ resources: ResourceFolders = ResourceFolders()) throws(ModelLookupError) -> Path {
    switch self {
    case .folder(let path):
      if path.kind == .folder { return path }
      throw path.kind == .nothing ? .noFolder(path) : .notAFolder(path)
    case .builtin(let name):
      let known = resources.models()
      if let model = known.first(where: { $0.name == name }) { return model.folder }
      throw .unknown(name: name, lookedIn: resources.modelFolders, available: known.map(\.name))
    }
  }
}

extension ModelLocation: CustomStringConvertible {
  /// As it is written.
  public var description: String {
    switch self {
    case .builtin(let name): Self.builtinPrefix + name
    case .folder(let path): path.string
    }
  }
}
