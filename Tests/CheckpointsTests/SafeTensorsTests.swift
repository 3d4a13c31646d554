import Files
import ProcessorTime
import Tensors
import Testing

@testable import Checkpoints

@Suite struct SafeTensorsTests {
  let tensors: [String: Tensor] = [
    "b": Tensor([3], [1, -2, 0.5]), "a.w": Tensor([2, 3], [0, 0.25, 0.5, 0.75, 1, 1.25]), "s": Tensor([], [7]),
    "none": Tensor([0, 4]),
  ]

  @Test(arguments: [SafeTensors.FloatType.float32, .float16])
  func whatIsWrittenIsReadBack(type: SafeTensors.FloatType) throws {
    let scratch = try Scratch()
    try SafeTensors.write(tensors, metadata: ["k": "v", "é": "\n"], as: type, to: scratch.path, existing: .error)
    let file = try SafeTensors(scratch.path)
    #expect(file.names == ["a.w", "b", "none", "s"])
    #expect(file.metadata == ["k": "v", "é": "\n"])
    for (name, tensor) in tensors { #expect(try file.tensor(name) == tensor) }
    #expect(file.type(of: "b") == (type == .float32 ? .float32 : .float16))
    #expect(throws: FileError(scratch.path, .write, .exists)) {
      try SafeTensors.write(tensors, to: scratch.path, existing: .error)
    }
  }

  @Test func wholeNumbersTakeAByteEach() throws {
    let scratch = try Scratch()
    let numbers = Tensor([4], [-128, -1, 0, 127])
    try SafeTensors.write(["a": Tensor([1], [0.1])], integers: ["q": numbers], to: scratch.path, existing: .error)
    let file = try SafeTensors(scratch.path)
    #expect(file.type(of: "q") == .int8 && file.type(of: "a") == .float32)
    #expect(try file.tensor("q") == numbers)
    #expect(try file.bytes(of: "q") == [0x80, 0xFF, 0, 0x7F])
  }

  @Test func theBytesAreAlwaysTheSame() throws {
    let scratch = try Scratch()
    try SafeTensors.write(["b": Tensor([1], [1]), "a": Tensor([1], [2])], to: scratch.path, existing: .error)
    let header =
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#
    let padding = String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    let expected = safeTensors(header + padding, data: [0, 0, 0, 0x40, 0, 0, 0x80, 0x3F])
    #expect(try readFile(scratch.path, limit: 1000) == expected)
  }

  @Test(
    arguments: [
      ("F64", [0, 0, 0, 0, 0, 0, 0xF8, 0x3F], 1.5), ("F32", [0, 0, 0xC0, 0x3F], 1.5), ("F16", [0, 0x3E], 1.5),
      ("BF16", [0xC0, 0x3F], 1.5), ("I64", [0xFE, 255, 255, 255, 255, 255, 255, 255], -2),
      ("I32", [0xFE, 255, 255, 255], -2), ("I8", [0xFD], -3), ("U8", [200], 200), ("BOOL", [1], 1),
    ] as [(String, [UInt8], Float)])
  func everyTypeBecomesFloat(type: String, bytes: [UInt8], value: Float) throws {
    // Two elements before, so that the vectors and what is left of them both have a part in it.
    let count = 19
    let header = #"{"t":{"dtype":"\#(type)","shape":[\#(count)],"data_offsets":[0,\#(count * bytes.count)]}}"#
    let scratch = try Scratch(safeTensors(header, data: (0..<count).flatMap { _ in bytes }))
    #expect(try SafeTensors(scratch.path).tensor("t").elements == Array(repeating: value, count: count))
  }

  @Test func whatHalfCannotHoldIsNamed() throws {
    let scratch = try Scratch()
    #expect(throws: CheckpointError(scratch.path, .overflow(tensor: "w", value: -65520, type: .float16))) {
      try SafeTensors.write(["w": Tensor([2], [1, -65520])], as: .float16, to: scratch.path, existing: .error)
    }
    #expect(scratch.path.kind == .nothing)
    #expect(throws: CheckpointError(scratch.path, .reservedName("__metadata__"))) {
      try SafeTensors.write(["__metadata__": Tensor([1])], to: scratch.path, existing: .error)
    }
  }

  @Test func whatIsNotFiniteIsNamed() throws {
    let scratch = try Scratch()
    try SafeTensors.write(["a": Tensor([1]), "w": Tensor([2], [1, .nan])], to: scratch.path, existing: .error)
    let file = try SafeTensors(scratch.path)
    #expect(throws: CheckpointError(scratch.path, .notFinite(tensor: "w", index: 1))) { try file.checkFinite() }
  }

  @Test func aMissingNameSuggestsTheNearest() throws {
    let scratch = try Scratch()
    try SafeTensors.write(tensors, to: scratch.path, existing: .error)
    let error = #expect(throws: CheckpointError.self) { try SafeTensors(scratch.path).tensor("a.v") }
    #expect(error?.problem == .missing(tensor: "a.v", nearest: "a.w"))
  }

  @Test(.enabled(if: (shared / "models/celeba64/weights.safetensors").kind == .file, "no models here: skipped"))
  func aModelIsReadInNoTime() throws {
    let path = shared / "models/celeba64/weights.safetensors"
    var count = 0
    let time = try processorTime {
      let file = try SafeTensors(path)
      count = try file.names.reduce(0) { try $0 + file.tensor($1).count }
    }
    #expect(count > 1_000_000)
    #expect(time < .milliseconds(500))
    print("\(count) parameters in \(time)")
    try SafeTensors(path).checkFinite()
    let half = try Scratch()
    let file = try SafeTensors(path)
    let tensors = try Dictionary(uniqueKeysWithValues: file.names.map { ($0, try file.tensor($0)) })
    try SafeTensors.write(tensors, as: .float16, to: half.path, existing: .error)
    let halfTime = try processorTime {
      let file = try SafeTensors(half.path)
      for name in file.names { _ = try file.tensor(name) }
    }
    print("as F16 in \(halfTime)")
    var fingerprint = ""
    let hashTime = try processorTime { fingerprint = try Fingerprint(file, architecture: "").hex }
    print("fingerprint \(fingerprint) in \(hashTime)")
  }
}
