import Autoencoders
import Dispatch
import Kernels
import Synchronization
import Tensors
import Testing

@Suite("Encoding and decoding")
struct EncodingTests {
  /// A model with a real convolution, so that items could disturb each other.
  private func model(_ kernels: any Kernels = StandardKernels.make()) throws -> Autoencoder {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      format: 1
      name: small
      input: {channels: 3, height: 8, width: 8, range: [0, 1]}
      latent: [5]
      encoder:
        - conv2d: {name: c, out: 8, kernel: 4, stride: 2, padding: 1}
        - leaky relu: 0.2
        - flatten
      posterior:
        mean: {linear: {name: m, out: 5}}
        log variance: {linear: {name: v, out: 5}, clamp: [-12, 4]}
      decoder:
        - linear: {name: d, out: 128}
        - reshape: [8, 4, 4]
        - transposed conv2d: {name: t, out: 6, kernel: 4, stride: 2, padding: 1}
      likelihood:
        mean: {channels: 0-2, activation: sigmoid}
        log variance: {channels: 3-5, clamp: [-7, 0]}
      """, to: "model.yaml")
    let shapes: [(String, Shape)] = [
      ("c.weight", [8, 3, 4, 4]), ("c.bias", [8]), ("m.weight", [5, 128]), ("m.bias", [5]), ("v.weight", [5, 128]),
      ("v.bias", [5]), ("d.weight", [128, 5]), ("d.bias", [128]), ("t.weight", [8, 6, 4, 4]), ("t.bias", [6]),
    ]
    var model = TinyModel()
    model.tensors = Dictionary(
      uniqueKeysWithValues: shapes.map { name, shape in (name, random(shape, name).map { $0 * 0.2 }) })
    try model.writeTensors(to: folder)
    return try Autoencoder(folder: folder.path, kernels: kernels)
  }

  private func random(_ shape: Shape, _ item: String) -> Tensor {
    Tensor(shape, RandomSource(seed: 3, stage: "test", item: item, draw: 0).normals(shape.count))
  }

  private func pictures(_ count: Int) -> [Tensor] { (0..<count).map { random([3, 8, 8], "picture \($0)") } }

  @Test("gives the same means without the spread", arguments: [StandardKernels.make(), PortableKernels()])
  func meansAlone(_ kernels: any Kernels) throws {
    let model = try model(kernels)
    let whole = try model.encode(pictures(5)).map { try $0.get() }
    let means = try model.encode(pictures(5), spread: false).map { try $0.get() }
    #expect(means.map(\.mean) == whole.map(\.mean))
    #expect(means.allSatisfy { $0.logVariance == nil })
    let latents = whole.map(\.mean)
    let likelihoods = try model.decode(latents, spread: false).map { try $0.get() }
    #expect(try likelihoods.map(\.mean) == model.decode(latents).map { try $0.get().mean })
  }

  @Test("does not depend on the place in the chunk, nor on the other items")
  func independence() throws {
    let model = try model()
    let pictures = pictures(19)
    let together = try model.encode(pictures).map { try $0.get() }
    let alone = try pictures.map { try model.encode([$0])[0].get() }
    let reversed = try model.encode(pictures.reversed()).map { try $0.get() }
    #expect(together == alone)
    #expect(together == reversed.reversed())
    let decoded = try model.decode(together.map(\.mean)).map { try $0.get().mean }
    let decodedAlone = try together.map { try model.decode([$0.mean])[0].get().mean }
    #expect(decoded == decodedAlone)
  }

  @Test("fails a bad item alone, and tells why")
  func badItems() throws {
    let model = try model()
    var pictures = pictures(4)
    let sound = try model.encode(pictures)
    pictures[1] = Tensor([3, 8, 8], repeating: .nan)
    pictures[2] = Tensor([3, 8, 9])
    let found = try model.encode(pictures)
    #expect(found[0] == sound[0])
    #expect(found[1] == .failure(.notFinite(.picture)))
    #expect(found[2] == .failure(.shape(.picture, expected: [3, 8, 8], found: [3, 8, 9])))
    #expect(found[3] == sound[3])
    // Finite, but too large for the network: the result is what is not finite.
    let huge = try model.encode([Tensor([3, 8, 8], repeating: 3e38)])[0]
    #expect(huge == .failure(.notFinite(.posterior)))
    if case .failure(let error) = try model.decode([Tensor([5], repeating: .infinity)])[0] {
      #expect(error == .notFinite(.latent))
    } else {
      Issue.record("an infinite latent was decoded")
    }
  }

  @Test("gives the same bytes from several threads at once")
  func threads() throws {
    let model = try model()
    let pictures = pictures(24)
    let expected = try model.encode(pictures)
    let wrong = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 16) { _ in
      let found = try? model.encode(pictures)
      if found != expected { wrong.withLock { $0 += 1 } }
    }
    #expect(wrong.withLock { $0 } == 0)
  }

  @Test("of nothing gives nothing")
  func nothing() throws {
    #expect(try model().encode([]).isEmpty)
    #expect(try model().decode([]).isEmpty)
  }
}
