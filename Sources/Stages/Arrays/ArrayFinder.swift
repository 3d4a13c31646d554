import Files

/// Finds the files of arrays that the paths of a `load` mean.
enum ArrayFinder {
  static func find(_ paths: [String]) throws -> [Path] {
    try paths.flatMap { path -> [Path] in
      if Glob.isPattern(path) {
        let glob = Glob(path)
        return try glob.files().files.filter { isArrays($0.name) }.map { glob.root.appending($0) }
      }
      switch Path(path).kind {
      case .folder: return try FolderWalk(Path(path)) { isArrays($0) }.files.map { Path(path).appending($0) }
      case .file, .special: return [Path(path)]
      case .nothing: throw FileError(Path(path), .read, .notFound)
      }
    }
  }

  private static func isArrays(_ name: String) -> Bool { name.hasSuffix(".safetensors") || name.hasSuffix(".npy") }
}
