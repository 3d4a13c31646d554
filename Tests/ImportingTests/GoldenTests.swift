import Autoencoders
import Files
import Importing
import Testing

/// An import throws where the model gives other numbers than its golden tensors.
@Suite("An imported model gives the numbers of the program that trained it")
struct GoldenTests {
  @Test(
    "state dicts of every format",
    arguments: [
      ("dense.pth", "dense"), ("checkpoint.pt", "dense"), ("dense.npz", "dense"),
      ("demonstration.pth", "demonstration"),
      ("stack.pth", "stack"), ("stack-strided.pth", "stack"), ("stack-half.pt", "stack"), ("stack-last.npz", "stack"),
    ])
  func stateDicts(file: String, golden: String) throws {
    let made = try Fixtures.imported([file], golden: golden + ".golden.safetensors")
    #expect(made.differences.count >= 3)
  }

  @Test("features that MLX flattened with the channels last, which the golden tensors tell")
  func flattened() throws {
    let made = try Fixtures.imported(["stack-mlx.npz"], golden: "stack.golden.safetensors")
    #expect(made.found == ["--flatten channels-last"])
    let said = try Fixtures.imported(["stack-mlx.npz"], golden: "stack.golden.safetensors") {
      $0.flatten = .channelsLast
    }
    #expect(said.found.isEmpty && said.differences.count == 4)
  }

  @Test("AutoencoderKL of diffusers", arguments: ["kl-plain", "kl-shifted", "kl-deep", "kl-attentive"])
  func autoencoderKL(name: String) throws {
    let made = try Fixtures.imported([name], golden: name + "/golden.safetensors")
    #expect(made.differences.map(\.name) == ["posterior.mean", "posterior.log_variance", "likelihood.mean"])
    // Weights of 16 bits are read exactly, so that nothing but rounding is left.
    for difference in made.differences { #expect(difference.relative <= 1e-5) }
  }

  @Test("the model of Burgess et al. for 32×32 pixels")
  func burgess() throws {
    let made = try Fixtures.imported(["burgess.pt"], golden: "burgess.golden.safetensors")
    #expect(made.differences.count == 3)
  }

  @Test("AutoencoderTiny of diffusers, whose pictures are from −1 to 1, in a file .bin")
  func autoencoderTiny() throws {
    let made = try Fixtures.imported(["tiny"], golden: "tiny/golden.safetensors")
    #expect(made.differences.map(\.name) == ["z", "y"])
  }

  @Test("models of other people", .enabled(if: Fixtures.shared.kind == .folder, "../shared/models is not here"))
  func others() throws {
    let (shared, burgess) = (Fixtures.shared.string, Fixtures.shared.string + "/disentangling-vae")
    _ = try Fixtures.imported([shared + "/celeba64/weights.pth"], golden: shared + "/celeba64/golden.safetensors")
    for name in ["VAE_celeba", "btcvae_dsprites"] {
      _ = try Fixtures.imported(["\(burgess)/\(name)/model.pt"], golden: "\(burgess)/\(name)/golden.safetensors")
    }
    let halves = ["encoder", "decoder"].map { shared + "/taef2/taef2_\($0).pth" }
    let made = try Fixtures.imported(halves, golden: shared + "/taef2/golden.safetensors") {
      $0.size = .fixed(width: 64, height: 64)
    }
    #expect(made.differences.map(\.name) == ["z", "y"])
  }
}
