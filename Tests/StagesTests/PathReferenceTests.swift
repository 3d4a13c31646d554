import Autoencoders
import Dataflow
import Statistics
import Tensors
import Testing

@testable import Stages

@Suite("Beside NumPy and SciPy")
struct PathReferenceTests {
  @Test("the reference values are those of the script beside them")
  func script() throws {
    #expect(try PathReference.scriptSum() == PathReference.all?.script)
  }

  private func way(_ expected: PathReference.Way) throws -> LatentPath {
    let keys = tensors(expected.keys)
    let path = try #require(Curve.Path(rawValue: expected.path))
    return LatentChain(keys, path, isClosed: expected.closed).stretches[expected.stretch]
  }

  @Test("a way has the same points", arguments: PathReference.all?.ways ?? [])
  func points(_ expected: PathReference.Way) throws {
    let way = try way(expected)
    for (time, point) in zip(PathReference.all?.times ?? [], expected.points) {
      #expect(distance(way.point(time), point) < 2e-6)
    }
  }

  @Test(
    "and the same length, of which the same shares are gone at the same places",
    arguments: PathReference.all?.ways ?? [])
  func lengths(_ expected: PathReference.Way) throws {
    let arc = ArcLength(try way(expected))
    #expect(abs(arc.total - expected.length) < 2e-7 * expected.length)
    for (share, place) in zip(PathReference.all?.shares ?? [], expected.places) {
      #expect(abs(arc.place(ofShare: share) - place) < 1e-6)
    }
  }

  @Test("the inverse normal distribution function has the same values, and no others outside")
  func quantiles() {
    for expected in PathReference.all?.quantiles ?? [] {
      let found = NormalQuantile.of(expected.probability)
      #expect(abs(found - expected.value) <= 1e-14 * max(1, abs(expected.value)), "\(expected.probability)")
    }
    #expect(NormalQuantile.of(0) == -.infinity && NormalQuantile.of(1) == .infinity)
    #expect(NormalQuantile.of(-0.1).isNaN && NormalQuantile.of(1.1).isNaN && NormalQuantile.of(.nan).isNaN)
  }

  @Test("a dimension's divergence from the prior is the integral that defines it")
  func divergences() {
    for expected in PathReference.all?.divergences ?? [] {
      let prior = Prior(mean: Tensor([1], [expected.priorMean]), variance: Tensor([1], [expected.priorVariance]))
      let posterior = DiagonalGaussian(
        mean: Tensor([1], [expected.mean]), logVariance: Tensor([1], [expected.logVariance]))
      #expect(abs(prior.divergence(of: posterior, 0) - expected.value) < 1e-9)
    }
  }

  @Test("a chain grid has the same cells")
  func grid() throws {
    let expected = try #require(PathReference.all?.grid)
    let members = tensors(expected.keys).enumerated().map { number, key in
      Item(id: ItemID(key: "\(number)"), position: number, value: Latent(key))
    }
    let stage = ChainGrid(columns: expected.columns)
    let groups = try stage.groups(of: [PortListing(ids: members.map(\.id), sources: [0])])
    let cells = try stage.combine(members, into: groups[0].outputs, RunContext(stage: "chain grid", seed: 0))
    #expect(cells.count == expected.cells.count)
    for (cell, row) in zip(cells, expected.cells) { #expect(distance(cell.tensor, row) < 2e-6) }
  }
}
