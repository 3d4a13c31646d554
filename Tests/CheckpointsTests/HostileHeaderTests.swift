import Files
import ProcessorTime
import Tensors
import Testing

@testable import Checkpoints

@Suite struct HostileHeaderTests {
  func problem(_ bytes: [UInt8]) throws -> CheckpointError.Problem {
    let scratch = try Scratch(bytes)
    let thrown = #expect(throws: CheckpointError.self) { try SafeTensors(scratch.path) }
    return try #require(thrown).problem
  }

  static func entry(_ shape: String, _ offsets: String, type: String = "F32") -> String {
    #"{"dtype":"\#(type)","shape":\#(shape),"data_offsets":\#(offsets)}"#
  }

  /// A row a lie: the header, how many bytes of data follow, what is said.
  @Test(
    arguments: [
      (#"{"a":\#(entry("[1]", "[0,4]"))}"#, 8, .fileSize(expected: 0, found: 4)),
      (#"{"a":\#(entry("[2]", "[0,8]"))}"#, 4, .fileSize(expected: 4, found: 0)),
      (#"{"a":\#(entry("[2]", "[0,4]"))}"#, 4, .byteCount(tensor: "a", expected: 8, found: 4)),
      (#"{"a":\#(entry("[1]", "[4,8]"))}"#, 8, .gapOrOverlap(tensor: "a", expected: 0, found: 4)),
      (
        #"{"a":\#(entry("[1]", "[0,4]")),"b":\#(entry("[1]", "[8,12]"))}"#, 12,
        .gapOrOverlap(tensor: "b", expected: 4, found: 8)
      ),
      (
        #"{"a":\#(entry("[2]", "[0,8]")),"b":\#(entry("[1]", "[4,8]"))}"#, 8,
        .gapOrOverlap(tensor: "b", expected: 8, found: 4)
      ),
      (
        #"{"a":\#(entry("[1]", "[0,4]")),"b":\#(entry("[1]", "[0,4]"))}"#, 4,
        .gapOrOverlap(tensor: "b", expected: 4, found: 0)
      ),
      (
        #"{"a":\#(entry("[4611686018427387904,4]", "[0,0]"))}"#, 0, .entry(tensor: "a", "has a shape that is too large")
      ),
      (
        #"{"a":\#(entry("[4611686018427387904,4,0]", "[0,0]"))}"#, 0,
        .entry(tensor: "a", "has a shape that is too large")
      ),
      (
        #"{"a":\#(entry("[-1]", "[0,4]"))}"#, 4, .entry(tensor: "a", "has no shape of at most 32 non-negative integers")
      ),
      (
        #"{"a":\#(entry("[1.0]", "[0,4]"))}"#, 4,
        .entry(tensor: "a", "has no shape of at most 32 non-negative integers")
      ),
      (#"{"a":\#(entry("[1]", "[4,0]"))}"#, 4, .entry(tensor: "a", "has no data_offsets, two integers in order")),
      (#"{"a":\#(entry("[1]", "[0,4,8]"))}"#, 4, .entry(tensor: "a", "has no data_offsets, two integers in order")),
      (
        #"{"a":\#(entry("[1]", "[0,9223372036854775807]"))}"#, 4,
        .entry(tensor: "a", "has no data_offsets, two integers in order")
      ),
      (#"{"a":\#(entry("[1]", "[0,1]", type: "F8_E4M3"))}"#, 1, .unknownType(tensor: "a", "F8_E4M3")),
      (#"{"a":{"shape":[1],"data_offsets":[0,4]}}"#, 4, .entry(tensor: "a", "has no dtype")),
      (#"{"a":3}"#, 0, .entry(tensor: "a", "has no dtype")), ("[]", 0, .header("it does not begin with {")),
      (" {}", 0, .header("it does not begin with {")),
      (#"{"__metadata__":3}"#, 0, .header("__metadata__ is not an object")),
      (#"{"__metadata__":{"a":1}}"#, 0, .header("\"a\" in __metadata__ is not a text")),
      ("{}", 4, .fileSize(expected: 0, found: 4)),
    ] as [(String, Int, CheckpointError.Problem)])
  func refusesLies(header: String, data: Int, expected: CheckpointError.Problem) throws {
    var expected = expected
    // The rows count from the data on; the file begins earlier.
    if case .fileSize = expected {
      let (start, needed) = (8 + header.utf8.count, header == "{}" ? 0 : header.contains("[2]") ? 8 : 4)
      expected = .fileSize(expected: start + needed, found: start + data)
    }
    #expect(try problem(safeTensors(header, data: [UInt8](repeating: 0, count: data))) == expected)
  }

  @Test func aNameThatOccursTwiceIsRefused() throws {
    let entry = Self.entry("[1]", "[0,4]")
    guard case .header(let words) = try problem(safeTensors(#"{"a":\#(entry),"a":\#(entry)}"#, data: [0, 0, 0, 0]))
    else {
      Issue.record("another problem")
      return
    }
    #expect(words.contains("the name \"a\" stands in its object a second time"))
  }

  @Test(
    arguments: [([], 0), ([1, 0, 0], 0), ([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], 0)] as [([UInt8], Int)])
  func aFileWithoutAHeaderIsRefused(bytes: [UInt8], limit: Int) throws {
    let expected: CheckpointError.Problem = bytes.count < 8 ? .noHeader : .headerLength(.max, limit: 0)
    #expect(try problem(bytes) == expected)
  }

  @Test func everyTruncationIsRefused() throws {
    let scratch = try Scratch()
    try SafeTensors.write(
      ["a": Tensor([2, 2]), "b": Tensor([3])], metadata: ["k": "v"], to: scratch.path, existing: .error)
    let bytes = try readFile(scratch.path, limit: 1000)
    for length in 0..<bytes.count { _ = try problem(Array(bytes[..<length])) }
  }

  /// A flipped byte may still be a file (in the data, in a name), but never a crash, and never more than its bytes.
  @Test func noFlippedByteDoesHarm() throws {
    let scratch = try Scratch()
    try SafeTensors.write(["a": Tensor([2, 2]), "b": Tensor([3])], to: scratch.path, existing: .error)
    let bytes = try readFile(scratch.path, limit: 1000)
    for index in bytes.indices {
      for flip in [1, 2, 4, 8, 16, 32, 64, 128, 255] as [UInt8] {
        var hostile = bytes
        hostile[index] ^= flip
        try AtomicFile.write(hostile, to: scratch.path, existing: .overwrite, synchronised: false)
        do {
          let file = try SafeTensors(scratch.path)
          let total = try file.names.reduce(0) { try $0 + file.tensor($1).count }
          #expect(total <= 28)
        } catch is CheckpointError {}
      }
    }
  }

  @Test func aHugeHeaderOfNothingIsRefusedFast() throws {
    let header = "{\"a\":[" + String(repeating: "0,", count: 8_000_000) + "0]}"
    let time = try processorTime {
      guard case .header = try problem(safeTensors(header)) else { throw CancellationError() }
    }
    #expect(time < .seconds(20), "it took \(time)")
  }

  @Test func aFolderAndANothingAreFileErrors() {
    #expect(throws: FileError("/tmp", .read, .isDirectory)) { try SafeTensors("/tmp") }
    #expect(throws: FileError("/tmp/no such file", .read, .notFound)) { try SafeTensors("/tmp/no such file") }
    #expect(throws: CheckpointError("/dev/zero", .noHeader)) { try SafeTensors("/dev/zero") }
  }
}
