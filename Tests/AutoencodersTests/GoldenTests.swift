import Autoencoders
import Checkpoints
import Files
import Kernels
import Tensors
import Testing

/// The reference model agrees with PyTorch. Skipped where the reference model is not beside the checkout.
@Suite("The reference model", .enabled(if: Reference.hasModel))
struct GoldenTests {
  @Test("agrees with PyTorch within 1e-5 in every golden tensor")
  func golden() throws {
    let found = try GoldenCheck.run(Reference.model(), Reference.celeba64 / "golden.safetensors")
    #expect(
      found.map(\.name) == [
        "posterior.mean", "posterior.log_variance", "likelihood.mean", "likelihood.log_variance",
        "likelihood.mean.of_z",
      ])
    for tensor in found { #expect(tensor.maximum <= 1e-5, "\(tensor.name) differs by \(tensor.maximum)") }
  }

  @Test("agrees within 1e-5 also where its own means are decoded")
  func endToEnd() throws {
    let (model, golden) = (try Reference.model(), try SafeTensors(Reference.celeba64 / "golden.safetensors"))
    func items(_ name: String) throws -> [Tensor] {
      let all = try golden.tensor(name)
      return (0..<all.shape[0]).map { item in
        let count = all.shape.item.count
        return Tensor(all.shape.item, Array(all.elements[item * count..<(item + 1) * count]))
      }
    }
    let means = try model.encode(try items("x")).map { try $0.get().mean }
    let decoded = try model.decode(means).map { try $0.get().mean }
    for (found, expected) in zip(decoded, try items("likelihood.mean")) {
      #expect(zip(found.elements, expected.elements).allSatisfy { abs($0 - $1) <= 1e-5 })
    }
  }

  @Test("has the shapes and costs of its paper form")
  func summary() throws {
    let summary = try Reference.model().summary
    #expect(summary.parameters == 2_960_902)
    #expect(summary.multiplyAdds == 56_741_888)
    #expect(summary.description.contains("decoder.12    transposed conv2d  [6, 64, 64]"))
  }

  @Test("and its float16 form give pictures within 1/255")
  func float16() throws {
    let (reference, folder) = (try Reference.model(), try TemporaryFolder())
    try folder.copy(Reference.root / "Tests/AutoencodersTests/Models/celeba64/model.yaml", to: "model.yaml")
    try folder.link(Reference.celeba64 / "weights.safetensors", to: "weights.safetensors")
    try Autoencoder.convert(from: folder.path, to: folder.path / "half", as: .float16, existing: .error)
    let faces = try Autoencoder(folder: folder.path / "half")
    #expect(reference.fingerprint != faces.fingerprint)
    let samples = Reference.root / "Samples/faces"
    let paths = try FolderWalk(samples) { $0.hasSuffix(".png") }.files.prefix(16).map { samples.appending($0) }
    try #require(!paths.isEmpty)
    let reader = PictureReader(for: faces, fit: nil)
    let pictures = try paths.map { try reader.read($0) }
    let bytes = try [reference, faces].map { model in
      let means = try model.encode(pictures).map { try $0.get().mean }
      return try model.decode(means).map { try $0.get().mean.map { ($0 * 255).rounded() } }
    }
    for (a, b) in zip(bytes[0], bytes[1]) {
      #expect(a.combined(with: b) { abs($0 - $1) }.elements.allSatisfy { $0 <= 1 })
    }
  }
}
