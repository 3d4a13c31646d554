import Files
import Testing

@Suite struct PathTests {
  @Test(arguments: [
    ("a//b/./c/", "a/b/c"), ("", "."), (".", "."), ("./a", "a"), ("/", "/"), ("//a/..", "/a/.."), ("../a", "../a"),
  ])
  func normalises(path: String, normalised: String) { #expect(Path(path).normalised.string == normalised) }

  @Test(arguments: [
    ("a/b.tar.gz", "a", "b.tar.gz", "b.tar", "gz"), ("b.png", ".", "b.png", "b", "png"),
    ("/x", "/", "x", "x", ""), (".hidden", ".", ".hidden", ".hidden", ""), ("a/..", "a", "..", "..", ""),
    ("/", "/", "", "", ""), ("a.", ".", "a.", "a", ""), ("a/b/", "a", "b", "b", ""), ("é.ü", ".", "é.ü", "é", "ü"),
  ])
  func takesApart(path: String, parent: String, name: String, stem: String, ext: String) {
    let path = Path(path)
    #expect([path.parent.string, path.name, path.stem, path.ext] == [parent, name, stem, ext])
  }

  @Test(arguments: [
    ("a", "b", "a/b"), ("a/", "b", "a/b"), ("a", "/b", "/b"), (".", "b", "b"), ("", "b", "b"), ("a", ".", "a"),
    ("/", "b", "/b"), ("a", "", "a"),
  ])
  func joins(folder: String, other: String, joined: String) { #expect((Path(folder) / other).string == joined) }

  @Test(arguments: [
    ("a/b/c", "a", "b/c"), ("a/./b", "a/", "b"), ("a", "a", "."), ("a", ".", "a"), ("/a/b", "/", "a/b"),
    ("ab/c", "a", nil), ("a", "b", nil), ("/a", "a", nil), ("../a", ".", nil), ("a/../b", "a", nil),
  ])
  func isRelativeToAFolder(path: String, folder: String, relative: String?) {
    #expect(Path(path).relative(to: Path(folder))?.string == relative)
  }

  @Test(arguments: [("~", "/h"), ("~/a", "/h/a"), ("~b", "~b"), ("a/~", "a/~"), ("", "")])
  func expandsTheTilde(path: String, expanded: String) {
    #expect(Path(path).expandingTilde(home: "/h").string == expanded)
    #expect(Path(path).expandingTilde(home: nil).string == path)
  }

  @Test func whatIsWrittenInTwoWaysIsOnePlace() {
    #expect(Path("a//b").normalised == Path("./a/b").normalised)
    #expect(Path("/a").isAbsolute && !Path("a").isAbsolute)
  }
}
