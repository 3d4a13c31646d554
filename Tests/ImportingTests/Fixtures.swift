import Autoencoders
import Files
import Foundation
import Importing

/// Files that tests import.
enum Fixtures {
  static let folder = Path(#filePath).parent / "Fixtures"

  /// The folder beside the checkout with models of other people.
  static let shared = Path(#filePath).parent.parent.parent.parent / "shared/models"

  static func path(_ name: String) -> Path { folder / name }

  private static func absolute(_ name: String) -> Path { name.hasPrefix("/") ? Path(name) : path(name) }

  /// Imports into a folder that is never written.
  static func imported(
    _ names: [String], golden: String? = nil, _ say: (inout ImportSettings) -> Void = { _ in }
  ) throws -> ModelImport {
    var settings = ImportSettings()
    say(&settings)
    let (files, place) = (names.map(absolute), Path("/tmp/never written"))
    guard let golden else { return try ModelImport(files, to: place, settings) }
    return try ModelImport(files, to: place, settings, golden: absolute(golden))
  }
}

/// A folder for one test; removed with all that is in it.
final class TemporaryFolder {
  let path: Path

  init() throws {
    let base = FileManager.default.temporaryDirectory.appendingPathComponent("zoetrope-import-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
    path = Path(base.path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path.string) }
}
