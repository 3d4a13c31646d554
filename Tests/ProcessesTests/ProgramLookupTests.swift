import Foundation
import Processes
import Testing

@Suite("The search for a program")
struct ProgramLookupTests {
  @Test("takes the first folder of PATH that has it, absolute folders only, and what may be executed only")
  func order() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("zoetrope-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, mode) in [("a", 0o644), ("b", 0o755), ("c", 0o755)] {
      let place = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      let file = place.appendingPathComponent("tool").path
      _ = FileManager.default.createFile(
        atPath: file, contents: Data("#!/bin/sh\n".utf8), attributes: [.posixPermissions: mode])
    }
    let root = folder.path
    #expect(ProgramLookup.file(of: "tool", path: "\(root)/a:\(root)/b:\(root)/c") == "\(root)/b/tool")
    #expect(ProgramLookup.file(of: "tool", path: ".::b:\(root)") == nil)
    #expect(ProgramLookup.file(of: "b", path: root) == nil, "a folder is no program")
    #expect(ProgramLookup.file(of: "\(root)/c/tool", path: "") == "\(root)/c/tool")
    #expect(ProgramLookup.isSame("tool", "\(root)/b/tool", path: "\(root)/b"))
    #expect(!ProgramLookup.isSame("tool", "\(root)/c/tool", path: "\(root)/b"))
  }
}
