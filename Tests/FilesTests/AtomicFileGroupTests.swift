import Testing

@testable import Files

@Suite struct AtomicFileGroupTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(arguments: [0, 1, 2, 17]) func everyFileIsWholeAndHasItsOwnBytes(count: Int) throws {
    let drafts = (0..<count).map { number in
      AtomicFile.Draft(Array(repeating: UInt8(number), count: 1000 * number), to: scratch.folder / "a/\(number)")
    }
    let results = AtomicFile.write(drafts, existing: .error)
    #expect(results.count == count)
    for (draft, result) in zip(drafts, results) {
      try result.get()
      #expect(try readFile(draft.path, limit: 1 << 20) == draft.bytes)
    }
    #expect(try FolderWalk(scratch.folder).files.count == count)
  }

  @Test func aFileThatFailsLeavesTheOthersAlone() throws {
    try scratch.touch("1", [9])
    try createFolders(scratch.folder / "3")
    let drafts = (0..<5).map { AtomicFile.Draft([UInt8($0)], to: scratch.folder / "\($0)") }
    let reasons = AtomicFile.write(drafts, existing: .error).map { result -> FileError.Reason? in
      if case .failure(let error) = result { error.reason } else { nil }
    }
    #expect(reasons == [nil, .exists, nil, .exists, nil])
    #expect(try readFile(scratch.folder / "1", limit: 10) == [9])
    #expect(try readFile(scratch.folder / "4", limit: 10) == [4])
    #expect(scratch.names == ["0", "1", "2", "3", "4"])
  }

  @Test func ofTwoDraftsForOnePathTheFirstThatIsReadyWins() throws {
    let drafts = [1, 2].map { AtomicFile.Draft([$0], to: scratch.folder / "a") }
    let results = AtomicFile.write(drafts, existing: .error)
    #expect(results.filter { if case .success = $0 { true } else { false } }.count == 1)
    #expect(scratch.names == ["a"])
  }
}
