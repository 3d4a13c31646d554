import Dataflow
import Files
import Images

/// Finds the pictures that the paths of a `load` mean.
enum PictureFinder {
  /// All pictures, each path's in natural order, with their keys below the path's root.
  /// - Throws: ``InputError`` where there is nothing, and ``FileError``.
  static func find(_ paths: [String]) throws -> [SourceEntry] {
    var seen: Set<String> = []
    let entries = try paths.flatMap { try find($0) }.filter { seen.insert($0.key + "\u{0}" + $0.origin).inserted }
    guard !entries.isEmpty else { throw InputError.noPictures(paths) }
    return entries
  }

  private static func find(_ path: String) throws -> [SourceEntry] {
    if Glob.isPattern(path) { return try glob(path) }
    switch Path(path).kind {
    case .folder: return try folder(path)
    case .file where path.hasSuffix(".txt"): return try list(path)
    case .file, .special: return [SourceEntry(key: Path(path).name, origin: path)]
    case .nothing: throw FileError(Path(path), .read, .notFound)
    }
  }

  private static func folder(_ path: String) throws -> [SourceEntry] {
    entries(of: try FolderWalk(Path(path)) { isPicture($0) }, below: Path(path))
  }

  private static func glob(_ pattern: String) throws -> [SourceEntry] {
    let glob = Glob(pattern)
    return entries(of: try glob.files(), below: glob.root).filter { isPicture($0.key) }
  }

  /// What could not be looked at becomes an entry too: reading it fails with the reason, and the others go on.
  private static func entries(of walk: FolderWalk, below root: Path) -> [SourceEntry] {
    let unreadable = walk.problems.map { $0.path.relative(to: root) ?? $0.path }
    return (walk.files + unreadable).map(\.string).sorted(by: naturalOrder).map {
      SourceEntry(key: $0, origin: root.appending(Path($0)).string)
    }
  }

  /// A text file with one path a line, relative to the list.
  private static func list(_ path: String) throws -> [SourceEntry] {
    let bytes = try readFile(Path(path), limit: 64 << 20)
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
      .filter { !$0.hasPrefix("#") }.map { line in
        let origin = line.hasPrefix("/") ? line : Path(path).parent.appending(Path(line)).string
        let parts = line.split(separator: "/").filter { $0 != ".." && $0 != "." }
        return SourceEntry(key: parts.joined(separator: "/"), origin: origin)
      }
  }

  private static func isPicture(_ name: String) -> Bool { ImageFormat(fileExtension: ItemKey(name).ext) != nil }
}

/// Why there is nothing to work on.
public enum InputError: Error, Hashable, Sendable {
  case noPictures([String])
  case noTensors(String, kind: String, found: [String])
  case otherModel(file: String, madeWith: String, model: String)
  case shape(file: String, found: String, expected: String)
}

extension InputError: CustomStringConvertible {
  /// One sentence that says what to do.
  public var description: String {
    switch self {
    case .noPictures(let paths):
      "there are no pictures (.png, .jpg, .jpeg, .ppm) in \(paths.joined(separator: ", "))"
    case .noTensors(let file, let kind, let found):
      "\(file) holds no \(kind)" + (found.isEmpty ? "" : "; it holds \(found.joined(separator: ", "))")
    case .otherModel(let file, let madeWith, let model):
      "\(file) was made with the model \(madeWith), and its latents mean nothing to \(model)"
    case .shape(let file, let found, let expected):
      "\(file) has latents of the shape \(found), but the model's are \(expected)"
    }
  }
}
