import Foundation
import Testing
import Zoetrope

@Suite("A recipe that runs a program")
struct ToolTests {
  /// The usual recipe with `run tool` before its end.
  static func recipe(_ fields: String) -> String {
    Workshop.recipe.replacingOccurrences(of: "  - save:", with: "  - run tool: {\(fields)}\n  - save:")
  }

  /// A workshop whose recipe runs a script, which stands beside it as `tool`.
  static func workshop(_ script: String, pictures: Int = 2, fields: String = "") throws -> Workshop {
    let workshop = try Workshop(pictures: pictures)
    try add("tool", script, to: workshop)
    try workshop.write("recipe.yaml", recipe("command: [./tool]" + fields))
    return workshop
  }

  static func add(_ name: String, _ script: String, to workshop: Workshop) throws {
    try workshop.write(name, script)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: workshop.folder.appendingPathComponent(name).path)
  }

  @Test("puts every picture through it and gives back what it gave, whichever came back first")
  func through() throws {
    let plain = try Workshop(pictures: 12)
    #expect(try plain.run("--no-provenance").status == 0)
    let workshop = try Self.workshop("#!/bin/sh\nsleep 0.$(( $$ % 3 ))\ncat\n", pictures: 12)
    let ended = try workshop.run("--allow-tools", "--no-provenance")
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(try workshop.contents() == plain.contents())
  }

  @Test("runs several at once")
  func parallel() throws {
    let workshop = try Self.workshop("#!/bin/sh\nsleep 1\ncat\n", pictures: 8)
    let start = ContinuousClock.now
    #expect(try workshop.run("--allow-tools").status == 0)
    #expect(ContinuousClock.now - start < .seconds(6), "\(ContinuousClock.now - start)")
  }

  @Test("takes a picture of another size, grey, as JPEG or PPM")
  func formats() throws {
    let workshop = try Self.workshop("#!/bin/sh\nprintf 'P5\\n2 1\\n255\\nab'\n")
    let ended = try workshop.run("--allow-tools")
    #expect(ended.status == 0, "\(ended.errors)")
    let picture = try workshop.picture("out/01.png")
    #expect(picture.size == PixelSize(width: 2, height: 1))
    #expect(picture.samples == .bytes(Array("ab".utf8)))
  }

  @Test("hands it the arguments as they are: no shell looks at them")
  func noShell() throws {
    let workshop = try Self.workshop("#!/bin/sh\nprintf '%s|' \"$@\" >arguments\ncat\n", pictures: 1)
    try workshop.write("recipe.yaml", Self.recipe("command: [./tool, \"$(touch oops); *\", \"\", a b, 0x1]"))
    let ended = try workshop.run("--allow-tools")
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(try workshop.bytes("arguments") == Array("$(touch oops); *||a b|0x1|".utf8))
    #expect(workshop.path("oops").kind == .nothing)
  }

  /// A tool that gives nothing usable, and what is said of it.
  struct Bad: CustomTestStringConvertible, Sendable {
    let name: String
    let script: String
    var fields = ""
    let says: String
    var testDescription: String { name }
  }

  static let bad = [
    Bad(
      name: "exits 1", script: "#!/bin/sh\necho first >&2\necho 'no \u{1B}[31mdelegate' >&2\necho >&2\nexit 1\n",
      says: "./tool ended with status 1: no [31mdelegate"),
    Bad(name: "exits 3 silently", script: "#!/bin/sh\nexit 3\n", says: "./tool ended with status 3 and said nothing"),
    Bad(
      name: "hangs", script: "#!/bin/sh\nsleep 100 &\nsleep 100\n", fields: ", time limit: 0.5",
      says: "./tool was not ready after 0.5 s and was ended; \"time limit\" allows more"),
    Bad(
      name: "prints garbage", script: "#!/bin/sh\necho hello there\n",
      says:
        "what ./tool gave on standard output cannot be used: it holds text, not a picture; it begins with \"hello there\""
    ),
    Bad(
      name: "prints half a picture", script: "#!/bin/sh\nhead -c 60\n",
      says:
        "what ./tool gave on standard output cannot be used: the PNG is cut short: its data end before the picture does"
    ),
    Bad(
      name: "prints nothing", script: "#!/bin/sh\nexit 0\n",
      says: "./tool gave nothing on standard output; it must write the picture there, as PNG, JPEG or PPM"),
    Bad(
      name: "prints for ever", script: "#!/bin/sh\ncat /dev/zero\n", fields: ", output limit: 1",
      says: "./tool gave more than 1 MB and was ended; \"output limit\" allows more"),
    Bad(
      name: "is killed", script: "#!/bin/sh\necho dying >&2\nkill -KILL $$\n",
      says: "./tool was ended by SIGKILL (Killed): dying"),
    Bad(name: "is no program", script: "neither fish nor fowl\n", says: "./tool cannot be started: Exec format error"),
  ]

  @Test("says in one line why a picture did not come back, and goes on with the others", arguments: bad)
  func failures(_ bad: Bad) throws {
    let workshop = try Self.workshop(bad.script, fields: bad.fields)
    try Self.add(
      "first-fails", "#!/bin/sh\nif mkdir once 2>/dev/null; then exec ./tool; else exec cat; fi\n", to: workshop)
    let start = ContinuousClock.now
    let ended = try workshop.run("--allow-tools")
    #expect(ended.status == 1, "\(ended.errors)")
    let told = ended.lines.filter { $0.contains("error: pictures/") }
    #expect(
      told.sorted() == ["01", "02"].map { "zoetrope: error: pictures/\($0).png: \(bad.says) (in run tool)" },
      "\(ended.errors)")
    #expect(workshop.files() == ["failures.ndjson"])
    #expect(ContinuousClock.now - start < .seconds(20))

    try workshop.write("recipe.yaml", Self.recipe("command: [./first-fails]\(bad.fields)"))
    let mixed = try workshop.run("--allow-tools", "--jobs", "1")
    if bad.name != "is no program" {
      #expect(mixed.status == 1, "\(mixed.errors)")
      #expect(workshop.files().count == 2, "\(workshop.files())")
    }
  }

  @Test("is refused, by check, plan and run, unless the user allows it", arguments: ["check", "plan", "run"])
  func refused(_ command: String) throws {
    let workshop = try Self.workshop("#!/bin/sh\ntouch ran\ncat\n")
    let home = workshop.folder.path + "/home"
    let ended = try workshop.run(command, "recipe.yaml", environment: ["XDG_CONFIG_HOME": home])
    #expect(ended.status == 77, "\(ended.errors)")
    #expect(
      ended.lines.first
        == "recipe.yaml:13:25: error: this recipe runs the program \"./tool\", which you have not allowed; if you trust it, "
        + "say --allow-tools, or name the program under \"tools\" in your configuration", "\(ended.errors)")
    #expect(workshop.path("ran").kind == .nothing)
    #expect(workshop.files().isEmpty)

    try workshop.write("home/zoetrope/config.yaml", "tools: [cat, \(workshop.folder.path)/tool]\n")
    let allowed = try workshop.run(command, "recipe.yaml", environment: ["XDG_CONFIG_HOME": home])
    #expect(allowed.status == 0, "\(allowed.errors)")
    try workshop.write("home/zoetrope/config.yaml", "tools: [cat]\n")
    #expect(try workshop.run(command, "recipe.yaml", environment: ["XDG_CONFIG_HOME": home]).status == 77)
  }

  @Test("counts as wrong, not as refused, where something else is wrong too")
  func wrongToo() throws {
    let workshop = try Self.workshop("#!/bin/sh\ncat\n", fields: ", time limit: 0")
    try workshop.write(
      "recipe.yaml", Self.recipe("command: [./tool]").replacingOccurrences(of: "{stem}", with: "{stam}"))
    let ended = try workshop.run("check", "recipe.yaml", environment: ["XDG_CONFIG_HOME": workshop.folder.path])
    #expect(ended.status == 65)
    #expect(ended.lines.count { $0.contains("error:") } == 2, "\(ended.errors)")
  }

  @Test(
    "says what is wrong with the stage before anything is read",
    arguments: [
      ("command: [no-such-program-at-all]", "there is no program \"no-such-program-at-all\" in the folders of PATH; "),
      ("command: [./nowhere]", "there is no program \"./nowhere\"; install it, or name another"),
      ("command: cat -n", "there is no shell that would split a line: write [program, \"argument\", \"another\"]"),
      ("command: []", "\"command\" takes a list of a program and its arguments, not an empty list"),
      ("time limit: 3", "\"run tool\" needs \"command\""),
      ("command: [cat], time limit: 0", "\"time limit\" must be from 0.1 to 3600, not 0"),
    ])
  func wrong(_ fields: String, _ says: String) throws {
    let workshop = try Workshop(pictures: 1)
    try workshop.write("recipe.yaml", Self.recipe(fields))
    let ended = try workshop.run("run", "recipe.yaml", "--allow-tools")
    #expect(ended.status == 65)
    let errors = ended.lines.filter { $0.contains("error:") }
    #expect(errors.count == 1 && errors[0].hasPrefix("recipe.yaml:13:") && errors[0].contains(says), "\(ended.errors)")
  }

  @Test(
    "says what is wrong with the configuration",
    arguments: [
      ("tool: [cat]\n", "1:1: error: unknown key \"tool\"; a configuration has: tools"),
      ("tools: cat\n", "1:8: error: \"tools\" takes a list of programs"),
      (
        "tools: [bin/cat]\n",
        "1:9: error: \"tools\" takes names that are found in the folders of PATH, or absolute paths"
      ),
    ])
  func configuration(_ text: String, _ says: String) throws {
    let workshop = try Workshop(pictures: 1)
    try workshop.write("home/zoetrope/config.yaml", text)
    let ended = try workshop.run(
      "check", "recipe.yaml", environment: ["XDG_CONFIG_HOME": workshop.folder.path + "/home"])
    #expect(ended.status == 65)
    #expect(ended.lines.first?.contains("home/zoetrope/config.yaml:" + says) ?? false, "\(ended.errors)")
  }

  @Test("ends the program when the run is interrupted")
  func interrupted() throws {
    let workshop = try Self.workshop("#!/bin/sh\necho $$ >>ids\nsleep 100\n", pictures: 2)
    let running = try Tool.start(["run", "recipe.yaml", "--allow-tools"], in: workshop.folder)
    for _ in 0..<500 where (try? workshop.bytes("ids"))?.count(where: { $0 == 10 }) != 2 { usleep(20_000) }
    running.send(SIGINT)
    let start = ContinuousClock.now
    #expect(try running.wait().status == 130)
    #expect(ContinuousClock.now - start < .seconds(10))
    let ids = String(decoding: try workshop.bytes("ids"), as: UTF8.self).split(separator: "\n").compactMap { pid_t($0) }
    #expect(ids.count == 2)
    for id in ids { #expect(kill(id, 0) != 0, "\(id) lives") }
    #expect(workshop.files() == ["failures.ndjson"])
  }

  @Test("of those that come with Zoetrope is refused too")
  func ours() throws {
    let workshop = try Workshop(pictures: 0)
    let recipe = Tool.root.appendingPathComponent("Pipelines/sharpen-with-tool.yaml").path
    let home = ["XDG_CONFIG_HOME": workshop.folder.path]
    #expect(try Tool.run(["check", recipe], environment: home, in: workshop.folder).status == 77)
  }

  @Test("goes through ImageMagick", .enabled(if: OtherTools.imageMagick))
  func imageMagick() throws {
    let workshop = try Workshop(pictures: 0)
    let recipe = Tool.root.appendingPathComponent("Pipelines/sharpen-with-tool.yaml").path
    let ended = try Tool.run(["run", recipe, "--limit", "3", "--allow-tools"], in: workshop.folder)
    #expect(ended.status == 0, "\(ended.errors)")
    let plain = Tool.root.appendingPathComponent("Pipelines/add-smile.yaml").path
    #expect(try Tool.run(["run", plain, "--limit", "3"], in: workshop.folder).status == 0)
    for name in ["face-01", "face-02", "face-03"] {
      let compared = try workshop.shell(
        "convert out/add-smile/\(name).png -sharpen 0x1 -depth 8 rgb:a && convert out/sharpen-with-tool/\(name).png -depth 8 rgb:b && cmp a b"
      )
      #expect(compared.status == 0, "\(compared.text)\(compared.errors)")
    }
  }
}
