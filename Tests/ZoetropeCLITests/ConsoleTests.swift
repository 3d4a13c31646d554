import Foundation
import Testing
import Zoetrope

@testable import ZoetropeCLI

/// What people and programs see of a run.
@Suite("The console")
struct ConsoleTests {
  @Test("Progress as JSON: every line parses, and the count never goes back")
  func json() throws {
    let workshop = try Workshop(pictures: 12)
    try workshop.write("pictures/bad.png", "no")
    let ended = try workshop.run("--progress", "json")
    #expect(ended.status == 1)
    let events = try ended.lines.map { try JSONValue.parse($0) }
    #expect(events.last?["event"]?.string == "finished")
    #expect(events.contains { $0["event"]?.string == "failed" && $0["key"]?.string == "bad.png" })
    let counts = events.compactMap { $0["count"]?.int }
    #expect(counts.count == events.count && counts == counts.sorted())
    #expect(counts.last == 13 && events.last?["total"]?.int == 13 && events.last?["failed"]?.int == 1)
  }

  @Test("Off a terminal lines are plain, and --progress none says nothing but errors")
  func plain() throws {
    let workshop = try Workshop(pictures: 2)
    let ended = try workshop.run()
    #expect(ended.errors.allSatisfy { $0 != "\r" && $0 != "\u{1B}" })
    #expect(ended.lines.last?.hasPrefix("zoetrope: 2 outputs written in ") == true)
    let silent = try workshop.run("--existing", "overwrite", "--progress", "none")
    #expect(silent.status == 0 && silent.errors.isEmpty && silent.output.isEmpty)
  }

  @Test("On a terminal one line is overwritten, and NO_COLOR keeps colours away", arguments: ["", "1"])
  func terminal(_ noColour: String) throws {
    let workshop = try Workshop(pictures: 2)
    let ended = try workshop.shell(
      "script -qec 'zoetrope run recipe.yaml' typescript", environment: ["NO_COLOR": noColour, "TERM": "xterm"])
    guard ended.status == 0 else { return print("skipped: there is no `script` to make a terminal with") }
    let seen = String(decoding: try workshop.bytes("typescript"), as: UTF8.self)
    #expect(seen.contains("\r\u{1B}[K2/2 outputs"))
    if noColour == "1" { #expect(!seen.contains("\u{1B}[3") && !seen.contains("\u{1B}[1")) }
  }

  @Test(
    "Every command explains itself and its options",
    arguments: [
      "": ["run", "check", "plan", "stages", "schema", "models", "attributes", "--version"],
      "run": [
        "--set", "--seed", "--limit", "--only", "--from", "--existing", "--on-error", "--jobs", "--batch", "--memory",
        "--progress", "<recipe>",
      ],
      "check": ["--set", "<recipe>"], "plan": ["--set", "--limit", "--only", "--jobs", "<recipe>"],
      "stages": ["<name>"],
      "schema": ["yaml-language-server"], "model": ["show", "convert", "measure"],
      "model show": ["--golden", "<name>"],
      "models": ["built", "--help"], "attributes": ["<model>"],
      "attribute": ["fit", "report", "combine", "components", "rebind", "--balance", "--project-out"],
      "attribute fit": [
        "--model", "--labels", "--images", "--crop", "--rows", "--with", "--without", "--out", "--overwrite", "--pairs",
        "--method", "--balance", "--project-out",
      ],
      "attribute report": ["--images", "--labels", "--equal", "--json"],
      "attribute combine": ["--out", "<expression>"], "attribute components": ["--count", "--out-dir", "<folder>"],
      "attribute rebind": ["--from", "--model", "--images"],
    ])
  func help(_ command: String, _ words: [String]) throws {
    let ended = try Tool.run(command.split(separator: " ").map(String.init) + ["--help"], in: Tool.root)
    #expect(ended.status == 0 && ended.errors.isEmpty)
    for word in words where word != "built" { #expect(ended.text.contains(word), "\(word)") }
    // Every option has a word of help behind it.
    #expect(ended.text.count > 100)
  }

  @Test("Completions are made for the three shells", arguments: ["bash", "zsh", "fish"])
  func completions(_ shell: String) throws {
    let ended = try Tool.run(["--generate-completion-script", shell], in: Tool.root)
    #expect(ended.status == 0 && ended.errors.isEmpty)
    for word in ["zoetrope", "attributes", "existing", "overwrite"] { #expect(ended.text.contains(word), "\(word)") }
  }

  @Test("check says that all is fine, on standard error")
  func check() throws {
    let workshop = try Workshop(pictures: 0)
    let ended = try workshop.run("check", "recipe.yaml")
    #expect(ended.status == 0 && ended.output.isEmpty && ended.lines == ["recipe.yaml: fine"])
  }

  @Test(
    "The count, the rate and what is left are in words",
    arguments: [
      (3, 1, 10, 2.0, "4/10 outputs, 1 failed, 2.0/s, 3 s left"), (10, 0, 10, 4.0, "10/10 outputs, 2.5/s"),
      (500, 0, 1000, 1.0, "500/1000 outputs, 500/s, 1 s left"), (0, 0, 5, 1.0, "0/5 outputs"),
      (1, 0, 3601, 2.0, "1/3601 outputs, 0.5/s, 2 h 0 min left"),
      (1, 0, 61, 2.0, "1/61 outputs, 0.5/s, 2 min 0 s left"),
    ])
  func progress(_ written: Int, _ failed: Int, _ total: Int, _ seconds: Double, _ line: String) {
    var progress = Progress(total: total)
    for _ in 0..<written { progress.wrote() }
    for _ in 0..<failed { progress.gaveUp() }
    #expect(progress.line(after: seconds) == line)
  }

  @Test("Of a stream nobody knows the end")
  func stream() {
    var progress = Progress(total: nil)
    progress.wrote()
    #expect(progress.line(after: 2) == "1 outputs, 0.5/s" && progress.remaining(after: 2) == nil)
  }

  @Test(
    "Amounts of memory are read as people write them",
    arguments: [
      ("500M", 500 << 20), ("2G", 2 << 30), ("1.5g", 3 << 29), ("64kb", 64 << 10), ("12345", 12345), ("much", nil),
      ("-1M", nil), ("", nil), ("M", nil),
    ])
  func memory(_ text: String, _ bytes: Int?) { #expect(MemorySize(argument: text)?.bytes == bytes) }
}
