package import Files
import Foundation

/// A folder for one test; removed with all that is in it when nobody needs it any more.
package final class TemporaryFolder: Sendable {
  package let path: Path

  package init() throws {
    let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    let folder = base.appendingPathComponent("zoetrope-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = Path(folder.path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path.string) }
}
