import Autoencoders
import Dataflow
import Files
import Tensors
import Testing
import ToyModel

@testable import Stages

/// A model whose pictures may have any size.
@Suite struct AnySizeTests {
  private static func model() throws -> Autoencoder {
    let folder = try TemporaryFolder()
    try SpatialModel.write(to: folder.path)
    return try Autoencoder(folder: folder.path)
  }

  private static func picture(_ height: Int, _ width: Int) -> Tensor {
    Tensor([3, height, width], (0..<3 * height * width).map { Float($0 * 37 % 101) / 100 })
  }

  @Test("Pictures of several sizes in one batch come out as each alone does")
  func mixed() throws {
    let model = try Self.model()
    let pictures = [(8, 12), (20, 4), (8, 12), (36, 40)].map { Self.picture($0.0, $0.1) }
    let together = try model.encode(pictures).map { try $0.get().mean }
    let alone = try pictures.map { try model.encode([$0])[0].get().mean }
    #expect(together == alone)
    #expect(together.map(\.shape) == [[4, 4, 6], [4, 10, 2], [4, 4, 6], [4, 18, 20]])
    #expect(try model.decode(together).map { try $0.get().mean.shape } == pictures.map(\.shape))
  }

  @Test("A size that the model does not take fails alone, in a sentence that says which it takes")
  func refused() throws {
    let model = try Self.model()
    let results = try model.encode([Self.picture(8, 8), Self.picture(6, 8)])
    #expect((try? results[0].get()) != nil)
    #expect(throws: ModelError.size(.picture, found: [3, 6, 8], taken: model.description.input.sizeWords)) {
      try results[1].get()
    }
    #expect(model.description.input.sizeWords == "pictures whose width and height are multiples of 4")
    let latents = try model.decode([Tensor([4, 3, 4])])
    #expect(throws: ModelError.size(.latent, found: [4, 3, 4], taken: "[4, height/2, width/2]")) {
      try latents[0].get()
    }
  }

  @Test("More sizes than are kept change nothing")
  func manySizes() throws {
    let model = try Self.model()
    let pictures = (1...6).map { Self.picture(4 * $0, 8) }
    let first = try model.encode(pictures).map { try $0.get().mean }
    #expect(try model.encode(pictures.reversed()).map { try $0.get().mean } == first.reversed())
  }

  private static func vector(_ shape: Shape, _ model: Autoencoder) throws -> AttributeVector {
    try AttributeVector(
      name: "light", vector: Tensor(shape, (0..<shape.count).map { Float($0 % 5) - 1 }), gap: 2, sigma: 1, zero: 0.5,
      model: model.identity,
      origin: .init(
        method: "by hand", fitted: .init(with: 1, without: 1), heldOut: .init(with: 1, without: 1), accuracy: 1,
        source: "a test"))
  }

  @Test("A field is brought to the size of a latent, place by place as it was")
  func field() throws {
    let vector = try Self.vector([4, 2, 2], Self.model())
    let own = vector.displacement(strength: 1)
    let same = vector.displacement(strength: 1, for: [4, 2, 2])
    #expect(same == own)
    let large = vector.displacement(strength: 1, for: [4, 4, 4])
    #expect(large.shape == [4, 4, 4])
    // The corners lie beyond the outermost places, and the middle between all four.
    #expect(large[0] == own[0] && large[15] == own[3])
    let back = large.resampled(height: 2, width: 2)
    #expect(zip(back.elements, own.elements).allSatisfy { abs($0 - $1) < 0.6 })
  }

  @Test("One number a channel holds at every place of any size")
  func perChannel() throws {
    let vector = try Self.vector([4], Self.model())
    let step = vector.displacement(strength: 2, for: [4, 3, 5])
    let own = vector.displacement(strength: 2)
    for i in 0..<step.count { #expect(step[i] == own[i / 15]) }
  }

  @Test("A score is reached at any size", arguments: [Shape([4]), [4, 2, 2]])
  func reach(shape: Shape) throws {
    let vector = try Self.vector(shape, Self.model())
    for size in [2, 3, 8] {
      let latent = Tensor([4, size, size], (0..<4 * size * size).map { Float($0 % 7) / 3 })
      let moved = try #require(vector.reaching(1, from: latent))
      // A field is brought back with rounding; numbers a channel are exact but for that.
      let tolerance = shape.rank == 1 || size == 2 ? 1e-5 : 0.5
      #expect(abs((vector.score(of: moved) ?? 9) - 1) < tolerance)
    }
  }

  @Test("A vector that fits no latent of the model is refused by its shape", arguments: [Shape([3]), [3, 2, 2], [16]])
  func unfit(shape: Shape) throws {
    let model = try Self.model()
    let vector = try Self.vector(shape, model)
    #expect(throws: AttributeError.self) { try model.check(vector) }
  }
}
