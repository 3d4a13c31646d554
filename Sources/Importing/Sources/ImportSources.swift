package import Files

/// All kinds of files that are imported.
package enum ImportSources {
  /// In the order in which they are asked; the first that recognises the files reads them.
  package static let all: [any ImportSource.Type] = [
    DiffusersSource.self,
    ONNXSource.self,
    StateDictSource.self,
  ]

  /// Reads a model of whatever kind.
  /// - Throws: `ImportError.unknownKind` if no source recognises the files; what the source says.
  package static func read(_ paths: [Path], _ settings: ImportSettings) throws -> ImportedModel {
    guard let source = try all.first(where: { try $0.recognises(paths) }) else {
      throw ImportError.unknownKind(paths.map(\.string), known: all.map { $0.summary })
    }
    return try source.read(paths, settings)
  }
}
