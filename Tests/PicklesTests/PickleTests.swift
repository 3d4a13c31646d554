import Pickles
import Testing

@Suite("A pickle")
struct PickleTests {
  static let allowed: Set<PickleGlobal> = [PickleGlobal("torch", "FloatStorage")]

  static func read(_ bytes: [UInt8]) throws(PickleError) -> Pickle { try Pickle(bytes[...], allowed: allowed) }

  static func read(_ text: String) throws(PickleError) -> Pickle { try read(Array(text.utf8)) }

  @Test("gives numbers and texts of all protocols")
  func plain() throws {
    let cases: [([UInt8], PickleValue)] = [
      (Array("I42\n.".utf8), .int(42)), (Array("I01\n.".utf8), .bool(true)), (Array("L-7L\n.".utf8), .int(-7)),
      (Array("F1.5\n.".utf8), .number(1.5)), (Array("S'ab'\n.".utf8), .text("ab")), (Array("Vab\n.".utf8), .text("ab")),
      ([0x80, 2, 0x4B, 200, 0x2E], .int(200)), ([0x4D, 1, 2, 0x2E], .int(513)),
      ([0x4A, 0xFE, 0xFF, 0xFF, 0xFF, 0x2E], .int(-2)), ([0x8A, 1, 0xFE, 0x2E], .int(-2)), ([0x8A, 0, 0x2E], .int(0)),
      ([0x47, 0x3F, 0xF8, 0, 0, 0, 0, 0, 0, 0x2E], .number(1.5)), ([0x4E, 0x2E], .none), ([0x88, 0x2E], .bool(true)),
      ([0x58, 2, 0, 0, 0, 0x61, 0x62, 0x2E], .text("ab")), ([0x8C, 1, 0x61, 0x2E], .text("a")),
      ([0x43, 1, 9, 0x2E], .bytes([9])),
    ]
    for (bytes, value) in cases { #expect(try Self.read(bytes).root == value, "\(bytes)") }
  }

  @Test("gives containers, and what the memo holds")
  func containers() throws {
    // {"a": (1, [2]), "b": the same tuple}
    let pickle = try Self.read(
      Array("}(".utf8) + [
        0x8C, 1, 0x61, 0x4B, 1, 0x5D, 0x4B, 2, 0x61, 0x86, 0x71, 0, 0x8C, 1, 0x62, 0x68, 0, 0x75, 0x2E,
      ])
    let entries = try #require(pickle.entries(pickle.root))
    #expect(entries.map(\.key) == [.text("a"), .text("b")])
    #expect(entries[0].value == entries[1].value)
    let tuple = try #require(pickle.elements(entries[0].value))
    #expect(tuple[0] == .int(1))
    #expect(pickle.elements(tuple[1]) == [.int(2)])
  }

  @Test("notes a call of what is allowed, and never makes it")
  func call() throws {
    let pickle = try Self.read("ctorch\nFloatStorage\n(I1\ntR.")
    #expect(pickle.call(pickle.root)?.function == PickleGlobal("torch", "FloatStorage"))
    #expect(pickle.call(pickle.root)?.arguments == [.int(1)])
  }

  @Test("is refused by the name of what it asks for")
  func refusals() {
    let system = PickleError.global(PickleGlobal("os", "system"))
    #expect(throws: system) { try Self.read("cos\nsystem\n(S'touch executed'\ntR.") }
    #expect(throws: system) {
      try Self.read([0x8C, 2] + Array("os".utf8) + [0x8C, 6] + Array("system".utf8) + [0x93, 0x2E])
    }
    #expect(throws: PickleError.instruction("instance", offset: 1)) { try Self.read("(ios\nsystem\n.") }
    #expect(throws: PickleError.instruction("newObject", offset: 1)) { try Self.read([0x29, 0x81, 0x2E]) }
    #expect(throws: PickleError.instruction("extension1", offset: 0)) { try Self.read([0x82, 1, 0x2E]) }
  }

  @Test("that is damaged is an error and no crash, wherever it ends")
  func damage() {
    let whole = Array("(lp0\nI1\na}S'a'\nctorch\nFloatStorage\n(I1\ntRs.".utf8)
    for length in 0..<whole.count { #expect(throws: PickleError.self) { try Self.read(Array(whole[..<length])) } }
    for bytes in [
      [0x30, 0x2E], [0x52, 0x2E], [0x74, 0x2E], [0x61, 0x2E], [0x68, 7, 0x2E],
      [0x8D] + [UInt8](repeating: 255, count: 8),
    ]
      as [[UInt8]]
    {
      #expect(throws: PickleError.self) { try Self.read(bytes) }
    }
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      var bytes = whole
      for _ in 0..<3 {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      _ = try? Self.read(bytes)
    }
  }

  @Test("may be nested as deeply as it likes")
  func depth() throws {
    let tuples = [0x29] + [UInt8](repeating: 0x85, count: 200_000) + [0x2E]
    #expect(throws: Never.self) { try Self.read(tuples) }
    let lists = [UInt8](repeating: 0x5D, count: 200_000) + [UInt8](repeating: 0x61, count: 199_999) + [0x2E]
    #expect(throws: Never.self) { try Self.read(lists) }
  }
}
