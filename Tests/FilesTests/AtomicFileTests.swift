import Testing

@testable import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct AtomicFileTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  func refusal(_ body: () throws -> Void) throws -> FileError.Reason {
    let thrown = #expect(throws: FileError.self) { try body() }
    return try #require(thrown).reason
  }

  @Test func writesAWholeFileAndLeavesNothingElse() throws {
    let path = scratch.folder / "a/b/c.bin"
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
    try AtomicFile.write(bytes, to: path, existing: .error)
    #expect(try readFile(path, limit: 100_000) == bytes)
    #expect(try FolderWalk(scratch.folder).files == ["a/b/c.bin"])
  }

  @Test func nothingIsSeenBeforeTheCommitAndAnAbandonedFileVanishes() throws {
    var file = try AtomicFile(scratch.folder / "a", existing: .error)
    try file.append([1, 2])
    // Where a file can be without a name there is nothing to be seen, and nothing that a killed process leaves.
    #if os(Linux)
      #expect(scratch.names == [])
    #else
      #expect(scratch.names.allSatisfy { AtomicFile.isLeftover($0) && $0.hasPrefix(".a.zoetrope-") })
    #endif
    file.abandon()
    #expect(scratch.names == [])
  }

  @Test func aFileThatGoesOutOfScopeVanishes() throws {
    func begin() throws {
      var file = try AtomicFile(scratch.folder / "a", existing: .overwrite)
      try file.append([1])
      throw CancellationError()
    }
    #expect(throws: CancellationError.self) { try begin() }
    #expect(scratch.names == [])
  }

  @Test func anExistingFileIsOverwrittenOnlyWhenAsked() throws {
    let path = try scratch.touch("a", [1])
    #expect(try refusal { try AtomicFile.write([2], to: path, existing: .error) } == .exists)
    #expect(try readFile(path, limit: 10) == [1])
    try AtomicFile.write([2], to: path, existing: .overwrite)
    #expect(try readFile(path, limit: 10) == [2])
    #expect(scratch.names == ["a"])
  }

  @Test func aRaceNeverOverwrites() throws {
    let path = scratch.folder / "a"
    var file = try AtomicFile(path, existing: .error)
    try file.append([1])
    try scratch.touch("a", [2])
    do {
      try file.commit()
      Issue.record("the file was overwritten")
    } catch {
      #expect(error == FileError(path, .write, .exists))
    }
    #expect(try readFile(path, limit: 10) == [2])
    #expect(scratch.names == ["a"])
  }

  @Test func aFileThatAppearsMeanwhileIsReplacedWhereAsked() throws {
    let path = scratch.folder / "a"
    var file = try AtomicFile(path, existing: .overwrite)
    try file.append([1])
    try scratch.touch("a", [2])
    try file.commit()
    #expect(try readFile(path, limit: 10) == [1])
    #expect(scratch.names == ["a"])
  }

  @Test func permissionsOfAnOverwrittenFileStay() throws {
    let path = try scratch.touch("a")
    chmod(path.string, 0o640)
    try AtomicFile.write([2], to: path, existing: .overwrite)
    var status = stat()
    stat(path.string, &status)
    #expect(status.st_mode & 0o777 == 0o640)
  }

  @Test func aLinkStaysALink() throws {
    try scratch.touch("real/a", [1])
    symlink("real/a", (scratch.folder / "link").string)
    try AtomicFile.write([2], to: scratch.folder / "link", existing: .overwrite)
    #expect(try readFile(scratch.folder / "real/a", limit: 10) == [2])
    #expect(scratch.names == ["link", "real"])
  }

  @Test func aLongNameStillHasATemporaryOne() throws {
    let name = String(repeating: "é", count: 127)
    try AtomicFile.write([1], to: scratch.folder / name, existing: .error)
    #expect(scratch.names == [name])
    #expect(AtomicFile.temporaryName(for: name).utf8.count <= 255)
  }

  @Test func whatIsNoFileIsRefused() throws {
    try scratch.touch("d/a")
    mkfifo((scratch.folder / "pipe").string, 0o600)
    let folder = scratch.folder
    #expect(try refusal { try AtomicFile.write([], to: folder / "d", existing: .overwrite) } == .isDirectory)
    #expect(try refusal { try AtomicFile.write([], to: folder / "pipe", existing: .overwrite) } == .notAFile)
    #expect(try refusal { try AtomicFile.write([], to: "/dev/null", existing: .overwrite) } == .notAFile)
    #expect(try refusal { try AtomicFile.write([], to: folder / "d/a/b", existing: .overwrite) } == .notDirectory)
    #expect(try refusal { try createFolders(folder / "d/a") } == .notDirectory)
  }

  @Test func leftoversAreKnownByTheirNames() {
    #expect(AtomicFile.isLeftover(AtomicFile.temporaryName(for: "face-1.png")))
    for name in ["a", ".a", ".a-123456", "a.zoetrope-123456", ".zoetrope", ".a.zoetrope-12345"] {
      #expect(!AtomicFile.isLeftover(name))
    }
  }

  @Test(.enabled(if: Scratch.canMount, "a small disk cannot be mounted here: this was skipped"))
  func aFullDiskIsToldAndLeavesNothing() throws {
    let folder = scratch.folder / "full"
    try createFolders(folder)
    try #require(Scratch.mount(folder))
    defer { Scratch.run("umount", folder.string) }
    let bytes = [UInt8](repeating: 1, count: 1 << 20)
    #expect(try refusal { try AtomicFile.write(bytes, to: folder / "a", existing: .error) } == .diskFull)
    #expect(try FolderWalk(folder).files == [])
    try AtomicFile.write([1], to: folder / "b", existing: .error)
  }
}
