import Documents
public import Files

/// Why there is no model where one was named.
public enum ModelLookupError: Error, Hashable, Sendable {
  /// No model of this name comes with the program.
  case unknown(name: String, lookedIn: [Path], available: [String])
  /// There is no such folder.
  case noFolder(Path)
  /// The path is a file.
  case notAFolder(Path)
}

extension ModelLookupError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknown(let name, let folders, let available):
      "there is no model \"builtin:\(name)\"" + Self.choice(name, available, folders)
    case .noFolder(let path):
      "there is no model folder \(path); a model is a folder with model.yaml and weights.safetensors, or builtin:NAME"
    case .notAFolder(let path):
      "\(path) is a file; a model is the folder that model.yaml and weights.safetensors are in"
    }
  }

  /// The nearest name, or else all there are, or where they were looked for.
  private static func choice(_ name: String, _ available: [String], _ folders: [Path]) -> String {
    let names = available.map { "builtin:" + $0 }
    let hint = NearestName.hint(for: "builtin:" + name, among: names)
    guard hint.isEmpty else { return hint }
    guard names.isEmpty else { return "; there are: " + names.joined(separator: ", ") }
    return "; looked in \(folders.map(\.string).joined(separator: ", ")); set ZOETROPE_HOME to the folder that has "
      + "Models in it"
  }
}
