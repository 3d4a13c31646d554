import Tensors
import Testing

@testable import Kernels

/// Skipped where the reference models are missing.
@Suite(.enabled(if: hasReferenceModels, "the reference models are not beside the package"))
struct GoldenTests {
  @Test("Encode and decode agree with PyTorch within 1e-5", arguments: allKernels.indices)
  func encodeAndDecode(_ index: Int) throws {
    let golden = try Celeba64.golden()
    let x = try #require(golden["x"])
    let results = try allKernels[index].run(try Celeba64().whole(), x)
    let names = ["posterior.mean", "posterior.log_variance", "likelihood.mean", "likelihood.log_variance"]
    for (name, result) in zip(names, results) {
      let difference = largestDifference(result, try #require(golden[name]))
      #expect(difference < 1e-5, "\(name)")
    }
  }

  @Test("Decoding a given latent agrees with PyTorch within 1e-5", arguments: allKernels.indices)
  func decode(_ index: Int) throws {
    let golden = try Celeba64.golden()
    let mean = try allKernels[index].run(try Celeba64().decoder(), try #require(golden["z"]))[0]
    #expect(largestDifference(mean, try #require(golden["likelihood.mean.of_z"])) < 1e-5)
  }
}
