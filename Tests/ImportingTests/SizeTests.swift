import Autoencoders
import Checkpoints
import Files
import Importing
import Tensors
import Testing

@Suite("The size of an imported model's pictures")
struct SizeTests {
  @Test("is any where the layers work alike at every place, unless one is said", arguments: ["kl-deep", "tiny"])
  func any(name: String) throws {
    let free = try #require(try Fixtures.imported([name]).draft)
    #expect(free.input.takesAnySize && free.text.contains("multiple of: "))
    let model = try free.model()
    let wide = Tensor([3, 8, 24], (0..<576).map { Float($0 % 11) / 11 })
    let latent = try model.encode([wide])[0].get().mean
    #expect(latent.shape[2] == 3 * latent.shape[1])
    #expect(try model.decode([latent])[0].get().mean.shape == wide.shape)
    let fixed = try #require(try Fixtures.imported([name]) { $0.size = .fixed(width: 16, height: 8) }.draft)
    #expect(fixed.input.width == .fixed(16) && fixed.input.height == .fixed(8))
  }

  @Test("is any for a stack of convolutions alone where that is said")
  func stack() throws {
    let folder = try TemporaryFolder()
    let weights = folder.path / "spatial.safetensors"
    func drawn(_ shape: Shape) -> Tensor { Tensor(shape, (0..<shape.count).map { Float($0 * 7 % 13) / 26 - 0.25 }) }
    try SafeTensors.write(
      [
        "encoder.0.weight": drawn([4, 3, 4, 4]), "encoder.0.bias": drawn([4]),
        "encoder.2.weight": drawn([6, 4, 4, 4]), "encoder.2.bias": drawn([6]),
        "mu_layer.weight": drawn([2, 6, 1, 1]), "mu_layer.bias": drawn([2]),
        "logvar_layer.weight": drawn([2, 6, 1, 1]), "logvar_layer.bias": drawn([2]),
        "decoder.0.weight": drawn([2, 4, 4, 4]), "decoder.0.bias": drawn([4]),
        "decoder.2.weight": drawn([4, 3, 4, 4]), "decoder.2.bias": drawn([3]),
      ], to: weights, existing: .error)
    let free = try #require(try Fixtures.imported([weights.string]) { $0.size = .any }.draft)
    #expect(free.input.takesAnySize)
    let picture = Tensor([3, 8, 20], (0..<480).map { Float($0 % 11) / 11 })
    let fixed = try #require(
      try Fixtures.imported([weights.string]) { $0.size = .fixed(width: 20, height: 8) }.draft)
    let (a, b) = try (free.model().encode([picture])[0].get(), fixed.model().encode([picture])[0].get())
    #expect(a.mean == b.mean && a.mean.shape == [2, 2, 5])
  }

  @Test(
    "is that of the weights, whatever is said",
    arguments: [
      ("burgess.pt", ImportSize.any, "for pictures of 32×32 pixels, not of any size; leave out --size any"),
      ("burgess.pt", .fixed(width: 64, height: 64), "for pictures of 32×32 pixels, not for 64×64; leave out --size"),
      ("stack.pth", .any, "for pictures of 16×16 pixels, not of any size"),
    ])
  func refused(file: String, size: ImportSize, words: String) {
    let error = #expect(throws: ImportError.self) { try Fixtures.imported([file]) { $0.size = size } }
    #expect("\(error.map { "\($0)" } ?? "")".contains(words))
  }
}
