/// All templates.
package enum Architectures {
  /// In the order in which they are asked; a new template is one more line.
  package static let all: [any Architecture.Type] = [
    Burgess.self,
    TinyAutoencoder.self,
    FullyConnected.self,
    Convolutional.self,
  ]

  /// The template that the user names, or else the first that fits; nil if none does.
  /// - Throws: `ImportError.unknownArchitecture`.
  static func choose(_ weights: WeightInventory, _ settings: ImportSettings) throws(ImportError) -> (
    any Architecture.Type
  )? {
    guard let name = settings.architecture else { return all.first { $0.fits(weights) } }
    guard let named = all.first(where: { $0.name == name }) else {
      throw .unknownArchitecture(name, known: all.map { $0.name })
    }
    return named
  }
}

/// A template as it is listed.
public struct ArchitectureSummary: Hashable, Sendable {
  /// Its name for `--architecture`.
  public let name: String
  /// What it is.
  public let summary: String

  /// All templates, in the order in which they are tried.
  public static let all: [ArchitectureSummary] =
    Architectures.all.map { ArchitectureSummary(name: $0.name, summary: $0.summary) } + [
      ArchitectureSummary(name: AutoencoderKL.name, summary: AutoencoderKL.summary)
    ]
}
