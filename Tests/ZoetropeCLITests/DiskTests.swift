import Foundation
import Testing
import Zoetrope

/// What the tests may do on this machine.
enum Rights {
  static let isRoot = geteuid() == 0

  /// Whether a small disk can be mounted; that needs root, and more than root in a container.
  static let canMount: Bool = {
    guard isRoot, let workshop = try? Workshop(pictures: 0) else {
      print("skipped: a full disk needs root, to mount a small one")
      return false
    }
    let line = "mkdir disk && mount -t tmpfs -o size=64k tmpfs disk && umount disk"
    let works = (try? workshop.shell(line).status) == 0
    if !works { print("skipped: a full disk needs a tmpfs, which cannot be mounted here") }
    return works
  }()

  /// Whether the tool can be run as a user who may not read everything.
  static let canDrop: Bool = {
    guard isRoot else { return true }
    let works = (try? Tool.shell("\(drop) true", in: Tool.root).status) == 0
    if !works { print("skipped: unreadable folders need setpriv, as the tests run as root") }
    return works
  }()

  /// What makes a command run without root's rights.
  static var drop: String { isRoot ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : "" }
}

@Suite("Disks and rights")
struct DiskTests {
  @Test("A full disk stops the run, and nothing half-written is left", .enabled(if: Rights.canMount))
  func fullDisk() throws {
    let workshop = try Workshop(pictures: 40)
    #expect(try workshop.shell("mkdir out && mount -t tmpfs -o size=64k tmpfs out").status == 0)
    defer { _ = try? workshop.shell("umount out") }
    let ended = try workshop.run("--jobs", "2")
    #expect(ended.status == 74, "\(ended.errors)")
    let errors = ended.lines.filter { $0.hasPrefix("zoetrope: error: ") }
    #expect(errors.contains { $0.hasSuffix(": the disk, or your share of it, is full") }, "\(ended.errors)")
    #expect(errors.count == 1, "\(ended.errors)")
    let files = workshop.files()
    #expect((1..<40).contains(files.count))
    #expect(files.allSatisfy { !$0.hasPrefix(".") }, "\(files)")
    for name in files where name.hasSuffix(".png") { _ = try workshop.picture("out/" + name) }
  }

  /// Runs the tool without root's rights, from a copy that anyone may reach.
  private func runAsNobody(_ workshop: Workshop, _ arguments: String) throws -> Ended {
    try workshop.shell("cp $(command -v zoetrope) tool && chmod 777 . && \(Rights.drop) ./tool run recipe.yaml \(arguments)")
  }

  @Test("An unreadable folder or picture is named, and the others are done", .enabled(if: Rights.canDrop))
  func unreadableInside() throws {
    let workshop = try Workshop(pictures: 2)
    try workshop.write("pictures/locked/03.png", PNGWriter.encode(Workshop.picture(3)))
    try workshop.write("pictures/04.png", PNGWriter.encode(Workshop.picture(4)))
    defer { _ = try? workshop.shell("chmod 755 pictures/locked") }
    #expect(try workshop.shell("chmod 000 pictures/locked pictures/04.png").status == 0)
    let ended = try runAsNobody(workshop, "")
    #expect(ended.status == 1)
    for name in ["locked", "04.png"] {
      #expect(
        ended.lines.contains(
          "zoetrope: error: pictures/\(name): it cannot be read: you have no permission, or the disk is read-only (in load)"),
        "\(ended.errors)")
    }
    #expect(workshop.files() == ["01.png", "02.png", "failures.ndjson"])
  }

  @Test("An unreadable input folder is a missing input", .enabled(if: Rights.canDrop))
  func unreadableInput() throws {
    let workshop = try Workshop(pictures: 2)
    defer { _ = try? workshop.shell("chmod 755 pictures") }
    #expect(try workshop.shell("chmod 000 pictures").status == 0)
    let ended = try runAsNobody(workshop, "")
    #expect(ended.status == 66)
    #expect(ended.lines == ["zoetrope: error: cannot list the folder pictures: you have no permission, or the disk is read-only"])
  }

  @Test("An output folder that cannot be written is found out before the work begins", .enabled(if: Rights.canDrop))
  func unwritableOutput() throws {
    let workshop = try Workshop(pictures: 2)
    #expect(try workshop.shell("mkdir out && chmod 555 out").status == 0)
    for output in ["out", "out/deeper/still"] {
      let ended = try runAsNobody(workshop, "--set output=\(output)")
      #expect(ended.status == 73)
      #expect(ended.lines == ["zoetrope: error: cannot write out: you have no permission, or the disk is read-only"])
    }
    #expect(workshop.files().isEmpty)
  }
}
