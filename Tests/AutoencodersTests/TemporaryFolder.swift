import Files
import Foundation

/// A folder for one test; removed with all that is in it when nobody needs it any more.
final class TemporaryFolder: Sendable {
  let path: Path

  init() throws {
    let base = FileManager.default.temporaryDirectory.appendingPathComponent("zoetrope-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
    path = Path(base.path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path.string) }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    try AtomicFile.write(bytes, to: path / name, existing: .overwrite, synchronised: false)
  }

  func copy(_ source: Path, to name: String) throws { try write(readFile(source, limit: 1 << 30), to: name) }

  func link(_ source: Path, to name: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: (path / name).string, withDestinationPath: source.resolved().string)
  }
}
