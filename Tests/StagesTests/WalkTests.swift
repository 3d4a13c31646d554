import Autoencoders
import Dataflow
import Tensors
import Testing

@testable import Stages

@Suite("Walks along dimensions")
struct WalkTests {
  /// μ² tells the order: dimension 3, then 0, then 2 (called hue), then 1.
  static let posterior = DiagonalGaussian(mean: Tensor([4], [2, 0, 1, -3]), logVariance: Tensor([4]))

  @Test("traverse by KL goes through the dimensions by what they say of the picture")
  func order() throws {
    let stage = TraverseByKL(values: WalkValues(.relative, range: 0...10, steps: 2))
    let made = try Surroundings().apply(stage, Self.posterior)
    #expect(made.map(\.0).prefix(3) == ["a (rank 1, value 0)", "a (rank 1, value 10)", "a (rank 2, value 0)"])
    #expect(
      made.map(\.1.tensor.elements).enumerated().filter { $0.offset % 2 == 1 }.map(\.element) == [
        [2, 0, 1, 7], [12, 0, 1, -3], [2, 0, 11, -3], [2, 10, 1, -3],
      ])
  }

  @Test("and tells which dimension it is, by its name if it has one, with its KL")
  func facts() throws {
    var stage = TraverseByKL(dimensions: ["0-2"], count: 2, values: WalkValues(steps: 2))
    try stage.prepare(try Surroundings().environment)
    let item = Item(id: ItemID(key: "a"), position: 0, value: Self.posterior)
    let told = stage.variants().map { $0.stage.carried(from: item, to: Latent(Tensor([4])))[FactsKey.self] }
    #expect(told.map { $0?.values["dimension"] } == [.number(0), .number(0), .number(2), .number(2)])
    #expect(told.map { $0?.values["kl"] } == [.number(2), .number(2), .number(0.5), .number(0.5)])
    var named = TraverseByKL(values: WalkValues(steps: 2))
    try named.prepare(try Surroundings().environment)
    let third = named.variants()[4].stage.carried(from: item, to: Latent(Tensor([4])))[FactsKey.self]
    #expect(third?.values["dimension"] == .text("hue"))
  }

  @Test("around the prior all other dimensions are its mean")
  func aroundPrior() throws {
    let stage = TraverseByKL(count: 1, values: WalkValues(range: 5...6, steps: 2), centre: .prior)
    #expect(try Surroundings().apply(stage, Self.posterior).map(\.1.tensor.elements) == [[0, 0, 0, 5], [0, 0, 0, 6]])
  }

  @Test("too many of them are refused with advice")
  func tooMany() throws {
    let message = try Surroundings().message(TraverseByKL(values: WalkValues(steps: 5000)))
    #expect(
      message == "4 dimensions with 5000 values each make more than 10000 items of one; say with \"count\" how many "
        + "dimensions")
  }

  @Test("Quantiles go through the inverse normal distribution function of the prior")
  func quantiles() throws {
    let stage = Traverse(dimensions: ["0"], values: WalkValues(.quantile, steps: 3))
    let made = try Surroundings().apply(stage, Latent(Tensor([4], [9, 2, 3, 4])))
    #expect(made.map(\.0).first == "a (dimension 0, value 0.05)")
    #expect(zip(made.map { $0.1.tensor[0] }, [-1.644854, 0, 1.644854]).allSatisfy { abs($0 - $1) < 1e-6 })
    let prior = Prior(mean: Tensor([1], [3]), variance: Tensor([1], [4]))
    #expect(abs(prior.quantile(0.975, of: 0) - (3 + 2 * 1.959964)) < 1e-6)
  }

  @Test("manifold is a plane of the prior's quantiles without a picture")
  func manifold() throws {
    let here = try Surroundings()
    var stage = Manifold(x: "hue", y: "0", steps: 3)
    try stage.prepare(here.environment)
    let variants = stage.variants()
    #expect(variants.count == 9)
    #expect(variants[1].coordinates == [Coordinate("y", 0.05), Coordinate("x", 0.5)])
    guard case .entries(let entries) = stage.list() else { return }
    #expect(entries.map(\.key) == ["manifold"])
    let corner = try variants[2].stage.read(entries[0], here.run).value.tensor.elements
    #expect(zip(corner, [-1.644854, 0, 1.644854, 0]).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test("A quantile is a probability, and neither 0 nor 1", arguments: [0.0...0.5, 0.5...1, -1...2])
  func refused(_ range: ClosedRange<Double>) throws {
    #expect(throws: FieldError.self) { try WalkValues(.quantile, range: range).check() }
    #expect(throws: Never.self) { try WalkValues(.absolute, range: range).check() }
  }
}
