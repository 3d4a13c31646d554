import Files
import Tensors
import Testing

@testable import Checkpoints

@Suite struct FingerprintTests {
  static let tensors = ["b": Tensor([3], [1, -2, 0.5]), "a.w": Tensor([2, 3], [0, 0.25, 0.5, 0.75, 1, 1.25])]

  /// Computed with Python's `struct` and `hashlib` from the layout in the documentation.
  static let single = "c5b998b148d6a926a2c7bf2aed80fcb360378bf6a0caa5311c8a1e7ddcf7712d"
  static let half = "d205cc1b13598183d3d51bdec632ef51a1f7f75753a8d95c11d7fcbadd2ad490"

  @Test func theLayoutIsTheDocumentedOne() throws {
    #expect(Fingerprint(Self.tensors, architecture: "latent: [2]").hex == Self.single)
    let scratch = try Scratch()
    try SafeTensors.write(Self.tensors, metadata: ["any": "thing"], to: scratch.path, existing: .error)
    #expect(try Fingerprint(SafeTensors(scratch.path), architecture: "latent: [2]").hex == Self.single)
  }

  @Test func aHalfPrecisionCopyIsAnotherModel() throws {
    let scratch = try Scratch()
    try SafeTensors.write(Self.tensors, as: .float16, to: scratch.path, existing: .error)
    #expect(try Fingerprint(SafeTensors(scratch.path), architecture: "latent: [2]").hex == Self.half)
  }

  @Test func everythingCounts() {
    var changed = [Fingerprint(Self.tensors, architecture: "latent: [2]"), Fingerprint(Self.tensors, architecture: "")]
    changed.append(Fingerprint(["b": Self.tensors["b"]!], architecture: "latent: [2]"))
    for (name, tensor) in Self.tensors {
      var others = Self.tensors
      others[name] = tensor.map { $0 + 1 }
      changed.append(Fingerprint(others, architecture: "latent: [2]"))
      others[name] = tensor.reshaped([1, tensor.count])
      changed.append(Fingerprint(others, architecture: "latent: [2]"))
      others[name] = nil
      others[name + "x"] = tensor
      changed.append(Fingerprint(others, architecture: "latent: [2]"))
    }
    #expect(Set(changed).count == changed.count)
  }

  @Test func integersDoNotCount() throws {
    let header =
      #"{"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"n":{"dtype":"I64","shape":[],"data_offsets":[4,12]}}"#
    let scratch = try Scratch(safeTensors(header, data: [UInt8](repeating: 0, count: 12)))
    let expected = Fingerprint(["b": Tensor([1])], architecture: "x")
    #expect(try Fingerprint(SafeTensors(scratch.path), architecture: "x") == expected)
  }

  @Test func onlyHexadecimalIsReadBack() {
    #expect(Fingerprint(hex: Self.single)?.hex == Self.single)
    #expect(Fingerprint(hex: Self.single.uppercased()) == nil)
    #expect(Fingerprint(hex: String(Self.single.dropLast())) == nil)
    #expect(Fingerprint(hex: "g" + Self.single.dropFirst()) == nil)
  }
}
