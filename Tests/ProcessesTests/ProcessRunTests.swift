import Foundation
import Processes
import Testing

@Suite("A program that is run")
struct ProcessRunTests {
  static func shell(
    _ script: String, input: [UInt8] = [], timeLimit: Duration = .seconds(20), outputLimit: Int = 64 << 20
  ) -> ProcessRun {
    ProcessRun(
      file: "/bin/sh", arguments: ["sh", "-c", script], input: input, timeLimit: timeLimit, outputLimit: outputLimit)
  }

  @Test("gets all of its input while it gives its output, however much that is")
  func through() throws {
    let input = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let output = try Self.shell("cat; echo done >&2", input: input).run()
    #expect(output.output == input)
    #expect(output.end == .exited(0))
    #expect(output.errors == Array("done\n".utf8))
  }

  @Test("may leave its input unread")
  func unread() throws {
    let output = try Self.shell("echo fine", input: [UInt8](repeating: 7, count: 1 << 20)).run()
    #expect(output.output == Array("fine\n".utf8))
    #expect(output.end == .exited(0))
  }

  @Test(
    "says how it ended",
    arguments: [
      ("exit 3", ProcessEnd.exited(3)), ("kill -SEGV $$", .signalled(11)),
      ("exec 1>&- 2>&-; sleep 0.2; exit 4", .exited(4)),
    ])
  func ends(_ script: String, _ end: ProcessEnd) throws {
    #expect(try Self.shell(script).run().end == end)
  }

  @Test("keeps only the end of what it says on standard error")
  func errors() throws {
    let output = try Self.shell("i=0; while [ $i -lt 3000 ]; do echo line $i >&2; i=$((i+1)); done").run()
    #expect(output.errors.count == ProcessOutput.errorLimit)
    #expect(output.errors.suffix(10) == Array("line 2999\n".utf8)[...])
  }

  @Test("is ended with all it began: at the time limit, when it gives too much, when the run is cancelled")
  func ended() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("zoetrope-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    let begun = "sleep 60 & echo $! > '\(file.path)'; "
    for (script, expected) in [
      (begun + "sleep 60", ProcessError.timeLimit), (begun + "trap '' TERM INT; sleep 60", .cancelled),
      (begun + "cat /dev/zero", .outputLimit),
    ] {
      let start = ContinuousClock.now
      let limit = Duration.milliseconds(expected == .timeLimit ? 400 : 20_000)
      let run = Self.shell(script, timeLimit: limit, outputLimit: 1 << 20)
      #expect(throws: expected) {
        try run.run(isCancelled: { expected == .cancelled && ContinuousClock.now - start > .milliseconds(400) })
      }
      #expect(ContinuousClock.now - start < .seconds(10))
      let id = try #require(
        pid_t(try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)))
      #expect(isGone(id), "\(expected) left a process behind")
    }
  }

  @Test("is not waited for by those who hold its output open after it has ended")
  func background() throws {
    let start = ContinuousClock.now
    let output = try Self.shell("echo fine; sleep 60 &").run()
    #expect(output.output == Array("fine\n".utf8))
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  #if os(Linux)
    @Test("inherits no open file but its standard three")
    func descriptors() throws {
      // An end of a pipe without close-on-exec, as careless code opens it.
      let careless = Foundation.Pipe()
      let flags = fcntl(careless.fileHandleForReading.fileDescriptor, F_GETFD)
      _ = fcntl(careless.fileHandleForReading.fileDescriptor, F_SETFD, flags & ~FD_CLOEXEC)
      let output = try Self.shell("echo /proc/self/fd/*").run()
      let names = String(decoding: output.output, as: UTF8.self).split { $0.isWhitespace }.map {
        $0.split(separator: "/").last
      }
      #expect(names.count <= 4, "\(names)")
    }
  #endif

  @Test("that cannot be started says why")
  func notStarted() {
    let run = ProcessRun(file: "/nowhere/at-all", arguments: ["x"], input: [])
    #expect(throws: ProcessError.notStarted(errno: ENOENT)) { try run.run() }
  }
}

/// Whether a process has ended: its parent, which takes it over, may reap it a moment later.
private func isGone(_ id: pid_t) -> Bool {
  for _ in 0..<100 {
    if kill(id, 0) != 0 { return true }
    if let status = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8), status.contains(") Z ") {
      return true
    }
    usleep(20_000)
  }
  return false
}
