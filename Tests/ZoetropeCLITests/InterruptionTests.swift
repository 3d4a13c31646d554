import Foundation
import Testing
import Zoetrope

/// Stopping in the middle. A named pipe among the pictures holds the run where the test wants it: reading it waits until
/// the test writes the picture.
@Suite("Interruptions")
struct InterruptionTests {
  /// A workshop whose third picture is a pipe, and a list of all pictures.
  private func held() throws -> Workshop {
    let workshop = try Workshop(pictures: 8)
    try removeFile(workshop.path("pictures/03.png"))
    #expect(mkfifo(workshop.path("pictures/03.png").string, 0o600) == 0)
    let names = (1...8).map { "0\($0).png\n" }.joined()
    try workshop.write("pictures/list.txt", names)
    return workshop
  }

  private func start(_ workshop: Workshop, _ more: String...) throws -> Running {
    try Tool.start(
      ["run", "recipe.yaml", "--set", "input=pictures/list.txt", "--jobs", "1", "--batch", "1"] + more,
      in: workshop.folder)
  }

  /// Waits, at most half a minute.
  private func wait(until isSo: () -> Bool) throws {
    for _ in 0..<6000 where !isSo() { usleep(5000) }
    try #require(isSo(), "what the test waits for did not come")
  }

  private func expected() throws -> [String: [UInt8]] {
    let workshop = try Workshop(pictures: 8)
    #expect(try workshop.run().status == 0)
    return try workshop.contents()
  }

  @Test(
    "The first one finishes what is under way, and --existing skip continues to the same bytes",
    arguments: [SIGINT, SIGTERM])
  func once(_ signal: Int32) throws {
    let workshop = try held()
    let run = try start(workshop)
    try wait { workshop.path("out/02.png").kind == .file }
    run.send(signal)
    try wait { run.errors.contains("finishing what is being written; interrupt again to stop at once\n") }
    try workshop.releasePipe("pictures/03.png", Workshop.picture(2))
    let ended = try run.wait()
    #expect(ended.status == 128 + signal, "\(ended.errors)")
    #expect(ended.lines.last?.hasSuffix("interrupted; --existing skip continues") == true, "\(ended.errors)")
    let done = try workshop.contents()
    let whole = try expected()
    #expect((2..<8).contains(done.count), "\(done.keys.sorted())")
    for (name, bytes) in done { #expect(whole[name] == bytes, "\(name)") }

    try removeFile(workshop.path("pictures/03.png"))
    try workshop.write("pictures/03.png", PNGWriter.encode(Workshop.picture(2)))
    let rest = try workshop.run("--set", "input=pictures/list.txt", "--existing", "skip")
    #expect(rest.status == 0, "\(rest.errors)")
    #expect(try workshop.contents() == whole)
  }

  @Test("The second one ends the process at once")
  func twice() throws {
    let workshop = try held()
    let run = try start(workshop)
    try wait { workshop.path("out/02.png").kind == .file }
    run.send(SIGINT)
    try wait { run.errors.contains("interrupt again") }
    usleep(20_000)
    #expect(run.isRunning)
    run.send(SIGINT)
    #expect(try run.wait().status == 130)
    let whole = try expected()
    for (name, bytes) in try workshop.contents() { #expect(whole[name] == bytes, "\(name)") }
  }

  @Test("A killed run leaves nothing half-written under its real name")
  func killed() throws {
    let workshop = try Workshop(pictures: 99)
    let run = try Tool.start(["run", "recipe.yaml", "--jobs", "2"], in: workshop.folder)
    try wait { workshop.files().contains { $0.hasSuffix("0.png") && !$0.hasPrefix(".") } || !run.isRunning }
    run.send(SIGKILL)
    _ = try run.wait()
    let whole = try Workshop(pictures: 99)
    #expect(try whole.run().status == 0)
    let expected = try whole.contents()
    let left = try workshop.contents().filter { !$0.key.hasPrefix(".") }
    for (name, bytes) in left { #expect(expected[name] == bytes, "\(name)") }
    #expect(try workshop.run("--existing", "skip").status == 0)
    #expect(try workshop.contents().filter { !$0.key.hasPrefix(".") } == expected)
  }
}

extension Workshop {
  /// Writes a picture into a named pipe that somebody reads.
  func releasePipe(_ name: String, _ image: Image) throws {
    let pipe = try FileHandle(forWritingTo: URL(fileURLWithPath: path(name).string))
    try pipe.write(contentsOf: Data(try PNGWriter.encode(image)))
    try pipe.close()
  }
}
