import Autoencoders
import Checkpoints
import Files
import Importing
import Tensors
import Testing

@Suite("The folder of an imported model")
struct FolderTests {
  @Test("is loaded as any other, and says what was assumed")
  func folder() throws {
    let folder = try TemporaryFolder()
    let place = folder.path / "tiny"
    try ModelImport([Fixtures.path("demonstration.pth")], to: place, ImportSettings()).write(existing: .error)
    let model = try Autoencoder(folder: place)
    #expect(model.name == "tiny")
    #expect(model.prior.variance.elements == [0.5, 0.5])
    let text = String(decoding: try readFile(place / "model.yaml", limit: 1 << 20), as: UTF8.self)
    #expect(text.contains("\"encoder.linear3\" gives the log sigma  (--spread log-variance or sigma)"))
  }

  @Test("keeps numbers of 16 bits as they are")
  func precision() throws {
    let folder = try TemporaryFolder()
    try ModelImport([Fixtures.path("stack-half.pt")], to: folder.path, ImportSettings()).write(existing: .error)
    #expect(try SafeTensors(folder.path / "weights.safetensors").type(of: "encoder.0.weight") == .float16)
  }

  @Test("is a draft to complete where the tensors leave open what the model is")
  func draft() throws {
    let folder = try TemporaryFolder()
    let weights = folder.path / "odd.safetensors"
    try SafeTensors.write(
      ["encoder.norm.weight": Tensor([4]), "encoder.norm.bias": Tensor([4])], to: weights, existing: .error)
    let made = try ModelImport([weights], to: folder.path / "odd", ImportSettings())
    #expect(made.model.openQuestion?.contains("encoder.norm") == true)
    try made.write(existing: .error)
    let text = String(decoding: try readFile(folder.path / "odd/model.yaml", limit: 1 << 20), as: UTF8.self)
    #expect(text.contains("#   encoder.norm.weight  [4]"))
  }

  @Test("gives the tensors back with the names and shapes they came with")
  func export() throws {
    let folder = try TemporaryFolder()
    let (place, output) = (folder.path / "kl", folder.path / "out.safetensors")
    try ModelImport([Fixtures.path("kl-attentive")], to: place, ImportSettings()).write(existing: .error)
    _ = try ModelExport.write(place, to: output, existing: .error)
    let original = try SafeTensors(Fixtures.path("kl-attentive/diffusion_pytorch_model.safetensors"))
    let exported = try SafeTensors(output)
    #expect(exported.names == original.names)
    for name in original.names { #expect(try exported.tensor(name) == original.tensor(name), "\(name)") }
  }

  @Test("has latents as the diffusion model takes them where that is asked for")
  func scaledLatents() throws {
    let raw = try #require(try Fixtures.imported(["kl-shifted"]).draft).model()
    let scaled = try #require(try Fixtures.imported(["kl-shifted"]) { $0.scalesLatents = true }.draft).model()
    let x = Tensor(raw.pictureShape, (0..<raw.pictureShape.count).map { Float($0 % 7) / 7 - 0.5 })
    let (a, b) = (try raw.encode([x])[0].get(), try scaled.encode([x])[0].get())
    for (own, unit) in zip(a.mean.elements, b.mean.elements) { #expect(abs((own - 0.1159) * 0.3611 - unit) < 1e-5) }
    for (own, unit) in zip(a.logVariance?.elements ?? [], b.logVariance?.elements ?? []) {
      #expect(abs(own + 2 * -1.018_600_3 - unit) < 1e-4)
    }
    let (y, again) = (try raw.decode([a.mean])[0].get().mean, try scaled.decode([b.mean])[0].get().mean)
    for (first, second) in zip(y.elements, again.elements) { #expect(abs(first - second) < 1e-4) }
  }
}
