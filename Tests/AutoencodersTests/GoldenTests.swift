import Autoencoders
import Files
import Kernels
import Tensors
import Testing

/// The reference model agrees with PyTorch. Skipped where the reference model is not beside the checkout.
@Suite("The reference model", .enabled(if: Reference.hasModel))
struct GoldenTests {
  static let allKernels: [any Kernels] = [StandardKernels.make(), PortableKernels()]

  @Test("agrees with PyTorch within 1e-5 in every golden tensor", arguments: allKernels)
  func golden(_ kernels: any Kernels) throws {
    let found = try GoldenCheck.run(Reference.model(kernels), Reference.celeba64 / "golden.safetensors")
    #expect(
      found.map(\.name) == [
        "posterior.mean", "posterior.log_variance", "likelihood.mean", "likelihood.log_variance",
        "likelihood.mean.of_z",
      ])
    for tensor in found { #expect(tensor.maximum <= 1e-5, "\(tensor.name) differs by \(tensor.maximum)") }
    print(kernels.name, found.map { "\($0.name) \($0.maximum)" })
  }
}
