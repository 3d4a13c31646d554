import Testing

@testable import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct ReadingTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func theLimitIsCheckedBeforeReading() throws {
    let path = try scratch.touch("a", [1, 2, 3])
    #expect(try readFile(path, limit: 3) == [1, 2, 3])
    #expect(throws: FileError(path, .read, .tooLarge(limit: 2))) { try readFile(path, limit: 2) }
    #expect(truncate(path.string, 1 << 40) == 0)
    #expect(throws: FileError(path, .read, .tooLarge(limit: 1 << 20))) { try readFile(path, limit: 1 << 20) }
  }

  @Test func anEndlessDeviceIsReadToTheLimitOnly() throws {
    #expect(throws: FileError("/dev/zero", .read, .tooLarge(limit: 100_000))) {
      try readFile("/dev/zero", limit: 100_000)
    }
    #expect(try readFile("/dev/null", limit: 0) == [])
  }

  @Test func aPipeIsReadToItsEnd() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let bytes = (0..<60_000).map { UInt8(truncatingIfNeeded: $0) }
    #expect(write(ends[1], bytes, bytes.count) == bytes.count)
    close(ends[1])
    defer { close(ends[0]) }
    #expect(try readFile(Path("/dev/fd/\(ends[0])"), limit: 1 << 20) == bytes)
  }

  @Test func aFileThatDeniesItsSizeIsRead() throws {
    #expect(try !readFile("/proc/self/status", limit: 1 << 20).isEmpty)
  }

  @Test func refusalsAreToldApart() throws {
    try scratch.touch("a")
    let folder = scratch.folder
    #expect(throws: FileError(folder / "none", .read, .notFound)) { try readFile(folder / "none", limit: 1) }
    #expect(throws: FileError(folder, .read, .isDirectory)) { try readFile(folder, limit: 1) }
    #expect(throws: FileError(folder / "a/b", .read, .notDirectory)) { try readFile(folder / "a/b", limit: 1) }
    #expect(throws: FileError(folder / "none", .list, .notFound)) { try FolderWalk(folder / "none") }
    #expect(throws: FileError(folder / "a", .list, .notDirectory)) { try FolderWalk(folder / "a") }
  }

  @Test func partsAreReadFromTheirPlaces() throws {
    let path = try scratch.touch("a", Array(0..<100))
    let file = try InputFile(path)
    #expect(file.size == 100)
    var bytes = [UInt8](repeating: 0, count: 10)
    try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: 50) }
    #expect(bytes == Array(50..<60))
    let result = bytes.withUnsafeMutableBytes { buffer in
      Result { () throws(FileError) in try file.read(into: buffer, at: 95) }
    }
    #expect(throws: FileError(path, .read, .truncated)) { try result.get() }
    #expect(try file.readPrefix(3) == [0, 1, 2])
  }

  @Test(arguments: [
    (ENOENT, FileError.Reason.notFound), (EACCES, .permission), (EROFS, .permission), (EISDIR, .isDirectory),
    (ENOTDIR, .notDirectory), (ENOSPC, .diskFull), (EDQUOT, .diskFull), (EEXIST, .exists),
    (EIO, .io("Input/output error")),
  ])
  func codesBecomeReasons(code: Int32, reason: FileError.Reason) { #expect(FileError.Reason(code: code) == reason) }

  @Test func anErrorSaysWhatAndWhy() {
    #expect(
      FileError("a/b.png", .read, .notFound).description
        == "cannot read a/b.png: there is no such file or folder")
  }
}
