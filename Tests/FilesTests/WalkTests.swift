import ProcessorTime
import Testing

@testable import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct WalkTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func listsFolderByFolderInNaturalOrder() throws {
    for name in ["b/10.png", "b/9.png", "a.png", "a/2.png", "a/x/1.png", ".h/1.png", "a/.b.png", "c.txt"] {
      try scratch.touch(name)
    }
    let walk = try FolderWalk(scratch.folder) { $0.hasSuffix(".png") }
    #expect(walk.files == ["a/2.png", "a/x/1.png", "a.png", "b/9.png", "b/10.png"])
    #expect(walk.problems == [])
  }

  @Test func linksAreFollowedButNeverInCircles() throws {
    try scratch.touch("z/1.png")
    symlink("..", (scratch.folder / "z/up").string)
    symlink("z", (scratch.folder / "a").string)
    symlink("z/1.png", (scratch.folder / "one.png").string)
    symlink("nowhere", (scratch.folder / "broken.png").string)
    mkfifo((scratch.folder / "pipe.png").string, 0o600)
    let walk = try FolderWalk(scratch.folder)
    #expect(walk.files == ["one.png", "z/1.png"])
    #expect(walk.problems == [FileError(scratch.folder / "broken.png", .read, .notFound)])
  }

  @Test(.enabled(if: geteuid() != 0, "root may list every folder: this was skipped"))
  func aFolderThatMayNotBeListedIsReported() throws {
    try scratch.touch("a/1.png")
    try scratch.touch("b/1.png")
    chmod((scratch.folder / "a").string, 0)
    defer { chmod((scratch.folder / "a").string, 0o700) }
    let walk = try FolderWalk(scratch.folder)
    #expect(walk.files == ["b/1.png"])
    #expect(walk.problems == [FileError(scratch.folder / "a", .list, .permission)])
  }

  @Test func tenThousandFilesTakeNoTime() throws {
    for i in 0..<10_000 {
      let folder = scratch.folder / "f\(i % 10)"
      if i < 10 { try createFolders(folder) }
      close(open((folder / "face-\(i).png").string, O_CREAT | O_WRONLY, 0o600))
    }
    var count = 0
    let time = try processorTime { count = try FolderWalk(scratch.folder).files.count }
    #expect(count == 10_000)
    #expect(time < .seconds(3), "the walk took \(time)")
  }

  @Test(arguments: [
    ("*.png", ["1.png", "2.png"]), ("**/*.png", ["1.png", "2.png", "a/1.png", "a/b/1.png", "c/1.png"]),
    ("[a-b]/*", ["a/1.png"]), ("[!a]/*", ["c/1.png"]), ("a/**", ["1.png", "b/1.png"]),
    ("?/?.png", ["a/1.png", "c/1.png"]),
    ("**/b/*", ["a/b/1.png"]), ("1.png", ["1.png"]), ("none*", []),
    ("**", ["1.png", "2.png", "a/1.png", "a/b/1.png", "c/1.png"]),
    ("**/**/1.png", ["1.png", "a/1.png", "a/b/1.png", "c/1.png"]), ("*/*/*", ["a/b/1.png"]),
  ])
  func globsFind(pattern: String, files: [String]) throws {
    for name in ["1.png", "2.png", "a/1.png", "a/b/1.png", "c/1.png", ".hidden/1.png"] { try scratch.touch(name) }
    #expect(try Glob((scratch.folder / pattern).string).files().files.map(\.string) == files)
  }

  @Test(arguments: [
    ("a/b/*.png", "a/b"), ("*.png", "."), ("/a/b?/c", "/a"), ("a/**/b", "a"), ("/*", "/"), ("a/b.png", "a"),
    ("a\\*/x*", "a*"),
  ])
  func theRootEndsBeforeTheFirstWildcard(pattern: String, root: String) { #expect(Glob(pattern).root.string == root) }

  @Test(arguments: [
    ("*", "anything"), ("a*b*c", "aXbYbc"), ("[]]", "]"), ("[a-c-]", "-"), ("[^x]", "y"), ("[a", "[a"), ("[]", "[]"),
    ("\\[a]", "[a]"), ("é?", "éü"), ("**a", "ba"), ("[z-a]x", ""),
  ])
  func namesMatch(pattern: String, name: String) {
    #expect(NamePattern(pattern).matches(name) == !name.isEmpty)
  }

  @Test(arguments: [("a*b", "abc"), ("?", ""), ("?", "ab"), ("[a-c]", "d"), ("[!a]", "a"), ("a", "A"), ("\\*", "x")])
  func namesDoNotMatch(pattern: String, name: String) { #expect(!NamePattern(pattern).matches(name)) }

  @Test func aHostilePatternTakesNoTime() {
    let pattern = NamePattern(String(repeating: "a*", count: 1000) + "b")
    let time = processorTime { #expect(!pattern.matches(String(repeating: "a", count: 5000))) }
    #expect(time < .seconds(2))
  }

  @Test(arguments: [("a*", true), ("a?", true), ("[a]", true), ("a.png", false), ("a\\*", false), ("", false)])
  func tellsPatternsFromPaths(text: String, isPattern: Bool) { #expect(Glob.isPattern(text) == isPattern) }
}
