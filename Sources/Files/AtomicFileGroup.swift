#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension AtomicFile {
  /// A file that is still to be written.
  public struct Draft: Sendable {
    /// The path that the file will have.
    public let path: Path
    /// All of it.
    public let bytes: [UInt8]

    /// Bytes for a path.
    public init(_ bytes: [UInt8], to path: Path) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// Writes several files, each whole or not at all; none suffers where another fails.
  ///
  /// All bytes are on their way to the disk before the first file is waited for, so that the file system's journal is
  /// written once for all of them and not once for each.
  /// - Returns: what became of each, in their order.
  public static func write(_ drafts: [Draft], existing: Existing) -> [Result<Void, FileError>] {
    var results = [Result<Void, FileError>](repeating: .success(()), count: drafts.count)
    write(drafts[...], existing, &results)
    return results
  }

  /// Begins the first file, has the rest written, and only then waits for the first.
  private static func write(
    _ drafts: ArraySlice<Draft>, _ existing: Existing, _ results: inout [Result<Void, FileError>]
  ) {
    guard let draft = drafts.first else { return }
    var file: AtomicFile?
    do { file = try begun(draft, existing) } catch { results[drafts.startIndex] = .failure(error) }
    write(drafts.dropFirst(), existing, &results)
    guard let file = file.take() else { return }
    do { try file.commit() } catch { results[drafts.startIndex] = .failure(error) }
  }

  private static func begun(_ draft: Draft, _ existing: Existing) throws(FileError) -> AtomicFile {
    var file = try AtomicFile(draft.path, existing: existing)
    try file.append(draft.bytes)
    file.beginWriting()
    return file
  }

  /// Lets the system begin to write what was appended, without waiting for it. Linux does that when it hears that the
  /// bytes will not be read soon; the call that only begins to write is one that Swift does not see.
  private func beginWriting() {
    #if os(Linux)
      _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    #endif
  }
}
