import Tensors
import Testing

@testable import Checkpoints

@Suite struct NPYTests {
  func npy(_ header: String, version: UInt8 = 1, data: [UInt8] = []) -> [UInt8] {
    let length = UInt32(header.utf8.count)
    let bytes = (0..<(version == 1 ? 2 : 4)).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    return NPYHeader.magic + [version, 0] + bytes + Array(header.utf8) + data
  }

  func header(_ type: String, _ shape: String, fortran: String = "False") -> String {
    "{'descr': '\(type)', 'fortran_order': \(fortran), 'shape': \(shape), }  \n"
  }

  /// The bytes are those of `numpy.lib.format.write_array`, version (1, 0).
  @Test func writesWhatNumPyWrites() {
    let bytes = NPY.encode(Tensor([1, 3], [1, 2.5, -3]))
    #expect(bytes.count == 140)
    #expect(bytes[..<10] == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, 118, 0])
    let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 3), }"
    #expect(String(decoding: bytes[10..<128], as: UTF8.self) == text.padded(to: 117) + "\n")
    #expect(bytes[128...].prefix(4) == [0, 0, 0x80, 0x3F])
  }

  @Test(arguments: [[], [1], [0], [3, 4], [2, 1, 5]] as [[Int]])
  func whatIsWrittenIsReadBack(shape: [Int]) throws {
    let count = Shape(shape).count
    let tensor = Tensor(Shape(shape), (0..<count).map { Float($0) - 1.5 })
    #expect(try NPY.decode(NPY.encode(tensor), name: "a") == tensor)
  }

  @Test(
    arguments: [
      ("<f4", [0, 0, 0xC0, 0x3F], 1.5), ("<f8", [0, 0, 0, 0, 0, 0, 0xF8, 0x3F], 1.5), ("<f2", [0, 0x3E], 1.5),
      ("|u1", [200], 200), ("|b1", [1], 1), ("<i4", [0xFE, 255, 255, 255], -2),
      ("<i8", [0xFE, 255, 255, 255, 255, 255, 255, 255], -2),
    ] as [(String, [UInt8], Float)])
  func everyTypeBecomesFloat(type: String, bytes: [UInt8], value: Float) throws {
    for version in [1, 2, 3] as [UInt8] {
      #expect(try NPY.decode(npy(header(type, "(1,)"), version: version, data: bytes), name: "a").elements == [value])
    }
  }

  @Test func oneColumnHasNoOrder() throws {
    let bytes = npy(header("|u1", "(2,)", fortran: "True"), data: [1, 2])
    #expect(try NPY.decode(bytes, name: "a").elements == [1, 2])
  }

  @Test func columnsFirstAreBroughtInOrder() throws {
    let bytes = npy(header("|u1", "(2, 3)", fortran: "True"), data: [1, 4, 2, 5, 3, 6])
    #expect(try NPY.decode(bytes, name: "a") == Tensor([2, 3], [1, 2, 3, 4, 5, 6]))
  }

  @Test func refusesWhatItCannotRead() {
    let rows: [([UInt8], NPYError.Problem)] = [
      ([], .notNPY), (Array("PK\u{3}\u{4}, an archive".utf8), .notNPY), (npy("{}", version: 9), .version(9)),
      (npy("{}"), .header), (npy(header("<f4", "(1,"), data: [0, 0, 0, 0]), .header),
      (npy(header("<f4", "(-1,)")), .header),
      (npy(header("<f4", "(1,)") + "x", data: [0, 0, 0, 0]), .header),
      (npy(header(">f4", "(1,)"), data: [0, 0, 0, 0]), .unknownType(">f4")),
      (npy(header("|O", "(1,)")), .unknownType("|O")),
      (npy(header("<f4", "(4611686018427387904, 4)")), .shapeTooLarge),
      (npy(header("<f4", "(0, 4611686018427387904, 4)")), .shapeTooLarge),
      (npy(header("<f4", "(2,)"), data: [0, 0, 0, 0]), .byteCount(expected: 8, found: 4)),
      (npy(header("<f4", "(1,)"), data: [0, 0, 0, 0, 0]), .byteCount(expected: 4, found: 5)),
    ]
    for (bytes, problem) in rows {
      let error = #expect(throws: NPYError.self) { try NPY.decode(bytes, name: "a.npy") }
      #expect(error?.problem == problem)
    }
  }

  @Test func everyTruncationIsRefused() {
    let bytes = NPY.encode(Tensor([2, 2], [1, 2, 3, 4]))
    for length in 0..<bytes.count {
      #expect(throws: NPYError.self) { try NPY.decode(Array(bytes[..<length]), name: "a") }
    }
  }
}

extension String {
  func padded(to length: Int) -> String { self + String(repeating: " ", count: length - count) }
}
