import Foundation
import Testing
import ToyModel
import Zoetrope

/// A page that shows a run.
@Suite("The report of a run")
struct ReportTests {
  private func index(of page: String) throws -> [JSONValue] {
    let start = try #require(page.range(of: "<script type=\"application/json\" id=\"index\">"))
    let end = try #require(page[start.upperBound...].range(of: "</script>"))
    return try #require(try JSONValue.parse(String(page[start.upperBound..<end.lowerBound])).array)
  }

  private func text(_ workshop: Workshop, _ name: String = "page.html") throws -> String {
    String(decoding: try workshop.bytes(name), as: UTF8.self)
  }

  @Test(
    "holds every picture before and after, failures with their reasons, time of each stage, and nothing from elsewhere")
  func whole() throws {
    let workshop = try Workshop(pictures: 3)
    try workshop.write("pictures/<script>alert(1).png", "no picture & no <b>")
    let ended = try workshop.run("--report", "page.html", "--set", "temperature=0.5")
    #expect(ended.status == 1)
    let page = try text(workshop)
    let items = try index(of: page)
    #expect(
      items.compactMap { $0["key"]?.string }
        == ["01.png", "02.png", "03.png", "<script>alert(1).png"].sorted(by: naturalOrder))
    #expect(items.count { $0["before"]?.int != nil && $0["outputs"]?.array?.count == 1 } == 3)
    #expect(items.count { $0["failure"]?.string != nil } == 1)
    #expect(page.components(separatedBy: "data:image/").count == 7)
    #expect(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert(1).png"))
    for stage in ["load", "encode", "sample z", "decode", "sample", "save"] {
      #expect(page.contains("<td>\(stage)</td>"), "\(stage)")
    }
    #expect(page.contains("<td>temperature</td><td>0.5</td><td>--set</td>"))
    #expect(page.contains("3 of 4 outputs written") && page.contains("<dt>seed</dt><dd>5</dd>"))
    for address in ["http://", "https://", "src=\"", "href=", "url(", "@import"] { #expect(!page.contains(address)) }
  }

  @Test("keeps a sweep's outputs together, and shows a sheet of several alone")
  func sweeps() throws {
    let workshop = try Workshop(pictures: 2)
    try workshop.write("noisy.yaml", SameBytesTests.recipe)
    let ended = try workshop.run("run", "noisy.yaml", "--report", "page.html")
    #expect(ended.status == 0, "\(ended.errors)")
    let items = try index(of: try text(workshop))
    #expect(items.count == 2)
    #expect(items[0]["outputs"]?.array?.count == 5)
    #expect(items[0]["outputs"]?.array?.count { $0["compares"]?.bool == true } == 4)
    #expect(items[0]["outputs"]?.array?.contains { $0["label"]?.string == "draw 1, hue -1" } == true)
  }

  @Test("stands under the same rule as other outputs where a file is there already")
  func existing() throws {
    let workshop = try Workshop(pictures: 1)
    try workshop.write("page.html", "mine")
    let refused = try workshop.run("--report", "page.html")
    #expect(refused.status == 73)
    #expect(refused.errors.contains("page.html") && workshop.files().isEmpty, "\(refused.errors)")
    let skipped = try workshop.run("--report", "page.html", "--existing", "skip")
    #expect(skipped.status == 0, "\(skipped.errors)")
    #expect(try text(workshop) == "mine")
    let replaced = try workshop.run("--report", "page.html", "--existing", "overwrite")
    #expect(replaced.status == 0, "\(replaced.errors)")
    #expect(try text(workshop).hasPrefix("<!doctype html>"))
  }

  @Test("is written where the run stops early, and says so")
  func stopped() throws {
    let workshop = try Workshop(pictures: 2)
    try workshop.write("pictures/00.png", "no picture")
    let ended = try workshop.run("--report", "page.html", "--on-error", "stop", "--jobs", "1", "--batch", "1")
    #expect(ended.status == 1)
    #expect(try text(workshop).contains("; stopped: pictures/00.png: load: it holds text"))
  }

  @Test("changes no byte of the pictures")
  func sameBytes() throws {
    let workshop = try Workshop(pictures: 2)
    for more in [["--set", "output=a"], ["--set", "output=b", "--report", "page.html"]] {
      let ended = try Tool.run(["run", "recipe.yaml"] + more, in: workshop.folder)
      #expect(ended.status == 0, "\(ended.errors)")
    }
    #expect(try workshop.contents("a") == workshop.contents("b"))
  }
}
